/* herald-form-memory.c: notes on forms, for as long as the program lives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-form-memory.h"

struct _HeraldFormMemory
{
  GMutex     lock;
  GPtrArray *notes; /* (element-type HeraldFormNote) */
};

/**
 * herald_form_memory_new:
 *
 * Begins to remember nothing.
 *
 * Returns: (transfer full): the memory
 */
HeraldFormMemory *
herald_form_memory_new (void)
{
  HeraldFormMemory *self = g_atomic_rc_box_new0 (HeraldFormMemory);

  g_mutex_init (&self->lock);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) herald_form_note_free);
  return self;
}

/**
 * herald_form_memory_ref:
 * @self: a memory
 *
 * Shares a memory, with a worker perhaps.
 *
 * Returns: (transfer full): the same one
 */
HeraldFormMemory *
herald_form_memory_ref (HeraldFormMemory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
memory_clear (gpointer data)
{
  HeraldFormMemory *self = data;

  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->notes);
}

/**
 * herald_form_memory_unref:
 * @self: (transfer full): a memory
 *
 * Lets go of a memory; the last one to do so ends it.
 */
void
herald_form_memory_unref (HeraldFormMemory *self)
{
  g_atomic_rc_box_release_full (self, memory_clear);
}

/* The place of a note in the list; its end where there is none. */
static guint
find (HeraldFormMemory *self,
      const char       *vendor,
      const char       *channel)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      const HeraldFormNote *note = g_ptr_array_index (self->notes, i);

      if (g_str_equal (note->vendor, vendor) && g_str_equal (note->channel, channel))
        return i;
    }

  return self->notes->len;
}

/**
 * herald_form_memory_add:
 * @self: a memory
 * @note: a note
 *
 * Remembers a note in the place of the one before on the same form.
 */
void
herald_form_memory_add (HeraldFormMemory     *self,
                        const HeraldFormNote *note)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint at = find (self, note->vendor, note->channel);

  if (at < self->notes->len)
    g_ptr_array_remove_index (self->notes, at);
  g_ptr_array_add (self->notes, herald_form_note_copy (note));
}

/**
 * herald_form_memory_find:
 * @self: a memory
 * @vendor: the id of a vendor
 * @channel: the id of a channel
 *
 * Finds the note on a form.
 *
 * Returns: (transfer full) (nullable): a copy of it, or %NULL
 */
HeraldFormNote *
herald_form_memory_find (HeraldFormMemory *self,
                         const char       *vendor,
                         const char       *channel)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  guint at = find (self, vendor, channel);

  return at < self->notes->len ? herald_form_note_copy (g_ptr_array_index (self->notes, at)) : NULL;
}
