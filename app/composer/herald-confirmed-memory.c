/* herald-confirmed-memory.c: values confirmed for as long as the program lives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-composer"

#include "config.h"

#include "herald-confirmed-memory.h"

typedef struct
{
  char                *vendor; /* its id */
  HeraldConfirmedItem  item;
  char                *value;
  GBytes              *file;
  char                *from;
} Value;

struct _HeraldConfirmedMemory
{
  GMutex     lock;
  GPtrArray *values; /* (element-type Value) */
};

static void
value_free (gpointer data)
{
  Value *value = data;

  g_free (value->vendor);
  g_free (value->value);
  g_clear_pointer (&value->file, g_bytes_unref);
  g_free (value->from);
  g_free (value);
}

/**
 * herald_confirmed_memory_new:
 *
 * Begins to remember nothing.
 *
 * Returns: (transfer full): the memory
 */
HeraldConfirmedMemory *
herald_confirmed_memory_new (void)
{
  HeraldConfirmedMemory *self = g_atomic_rc_box_new0 (HeraldConfirmedMemory);

  g_mutex_init (&self->lock);
  self->values = g_ptr_array_new_with_free_func (value_free);
  return self;
}

/**
 * herald_confirmed_memory_ref:
 * @self: a memory
 *
 * Shares a memory, with a worker perhaps.
 *
 * Returns: (transfer full): the same one
 */
HeraldConfirmedMemory *
herald_confirmed_memory_ref (HeraldConfirmedMemory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
memory_clear (gpointer data)
{
  HeraldConfirmedMemory *self = data;

  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->values);
}

/**
 * herald_confirmed_memory_unref:
 * @self: (transfer full): a memory
 *
 * Lets go of a memory; the last one to do so ends it.
 */
void
herald_confirmed_memory_unref (HeraldConfirmedMemory *self)
{
  g_atomic_rc_box_release_full (self, memory_clear);
}

/**
 * herald_confirmed_memory_forget:
 * @self: a memory
 * @vendor: a vendor
 * @item: what was confirmed anew
 *
 * Forgets a value, in whose place another one was written.
 */
void
herald_confirmed_memory_forget (HeraldConfirmedMemory *self,
                                HeraldVendor          *vendor,
                                HeraldConfirmedItem    item)
{
  g_mutex_lock (&self->lock);
  for (guint i = self->values->len; i > 0; i--)
    {
      const Value *value = g_ptr_array_index (self->values, i - 1);

      if (value->item == item && g_str_equal (value->vendor, herald_vendor_get_id (vendor)))
        g_ptr_array_remove_index (self->values, i - 1);
    }
  g_mutex_unlock (&self->lock);
}

/**
 * herald_confirmed_memory_add:
 * @self: a memory
 * @vendor: a vendor
 * @item: what was confirmed
 * @value: (nullable): as herald_confirmed_set() took it
 * @file: (nullable): as herald_confirmed_set() took it
 * @from: where the person has it from
 *
 * Remembers a value that herald_confirmed_set() found to be good.
 */
void
herald_confirmed_memory_add (HeraldConfirmedMemory *self,
                             HeraldVendor          *vendor,
                             HeraldConfirmedItem    item,
                             const char            *value,
                             GBytes                *file,
                             const char            *from)
{
  Value *kept = g_new0 (Value, 1);

  herald_confirmed_memory_forget (self, vendor, item);
  kept->vendor = g_strdup (herald_vendor_get_id (vendor));
  kept->item = item;
  kept->value = g_strdup (value);
  kept->file = file != NULL ? g_bytes_ref (file) : NULL;
  kept->from = g_strdup (from);

  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->values, kept);
  g_mutex_unlock (&self->lock);
}

/**
 * herald_confirmed_memory_apply:
 * @self: a memory
 * @vendor: a vendor
 * @confirmed: what was confirmed for it and written
 * @error: return location for an error
 *
 * Adds what is remembered for a vendor to what was written.
 *
 * Returns: %FALSE with an error if a value is not good any more
 */
gboolean
herald_confirmed_memory_apply (HeraldConfirmedMemory  *self,
                               HeraldVendor           *vendor,
                               HeraldConfirmed        *confirmed,
                               GError                **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; i < self->values->len; i++)
    {
      const Value *value = g_ptr_array_index (self->values, i);

      if (g_str_equal (value->vendor, herald_vendor_get_id (vendor)) &&
          !herald_confirmed_set (confirmed, value->item, value->value, value->file, value->from, error))
        return FALSE;
    }

  return TRUE;
}
