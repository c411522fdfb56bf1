/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Fault:
 * @FAULT_NONE: count only
 * @FAULT_KILL: SIGKILL in the place of the call
 * @FAULT_KILL_HALF: the same, but half of what is to be written is written
 * @FAULT_SHORT: half is written, and the caller is told so
 * @FAULT_NO_SPACE: this call fails with ENOSPC
 * @FAULT_FULL: this call and all later ones fail with ENOSPC, half of a write goes through
 * @FAULT_IO: this call fails with EIO
 * @FAULT_BROKEN: this call and all later ones fail with EIO
 *
 * What happens at the chosen call.
 */
typedef enum
{
  FAULT_NONE,
  FAULT_KILL,
  FAULT_KILL_HALF,
  FAULT_SHORT,
  FAULT_NO_SPACE,
  FAULT_FULL,
  FAULT_IO,
  FAULT_BROKEN,
  N_FAULTS,
} Fault;

void  fault_begin (Fault fault,
                   int   call);

int   fault_end   (void);

G_END_DECLS
