/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-composer.h"
#include "herald-courier.h"
#include "herald-form-note.h"

G_BEGIN_DECLS

/**
 * HeraldCourierOrder:
 * @HERALD_COURIER_ORDER_PROFILE: the form's fields stand in the vendor's profile
 * @HERALD_COURIER_ORDER_NOTE: the person noted them
 * @HERALD_COURIER_ORDER_REPORT: nobody knows them: the report's own order
 *
 * Where the order of the items comes from.
 */
typedef enum
{
  HERALD_COURIER_ORDER_PROFILE,
  HERALD_COURIER_ORDER_NOTE,
  HERALD_COURIER_ORDER_REPORT,
} HeraldCourierOrder;

/**
 * HeraldCourierPlan:
 * @channel: the id of the channel
 * @title: what the program calls it; in the language of the profile
 * @wording: the vendor's own sentence on it, or empty
 * @advice: the profile's note on it, or empty
 * @address: of the form, or empty
 * @is_noted: whether the person noted that address, not the profile
 * @page_title: the title of the vendor's page that speaks of the form, or empty
 * @page: the address of that page, or empty
 * @order: where the order of @items comes from
 * @items: (element-type HeraldCourierItem): what is carried over
 * @note: (nullable): what the person noted of the form
 *
 * All that stands beside the browser while a person fills the vendor's form.
 */
typedef struct
{
  char               *channel;
  char               *title;
  char               *wording;
  char               *advice;
  char               *address;
  gboolean            is_noted;
  char               *page_title;
  char               *page;
  HeraldCourierOrder  order;
  GPtrArray          *items;
  HeraldFormNote     *note;
} HeraldCourierPlan;

HeraldCourierPlan *herald_composer_plan_courier           (HeraldComposer        *self,
                                                           GError               **error);

void               herald_composer_plan_courier_async     (HeraldComposer        *self,
                                                           GCancellable          *cancellable,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);

HeraldCourierPlan *herald_composer_plan_courier_finish    (HeraldComposer        *self,
                                                           GAsyncResult          *result,
                                                           GError               **error);

void               herald_courier_plan_free               (HeraldCourierPlan     *self);

/* What the person noted of a form whose fields are not known. */
HeraldFormNote    *herald_composer_begin_form_note        (HeraldComposer        *self,
                                                           const char            *channel);

void               herald_composer_keep_form_note_async   (HeraldComposer        *self,
                                                           const HeraldFormNote  *note,
                                                           GAsyncReadyCallback    callback,
                                                           gpointer               user_data);

gboolean           herald_composer_keep_form_note_finish  (HeraldComposer        *self,
                                                           GAsyncResult          *result,
                                                           GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeraldCourierPlan, herald_courier_plan_free)

G_END_DECLS
