/* fault.c: system calls that fail when they are told to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "fault.h"

/* A program that is linked with this file calls these functions instead of the
 * C library's, and so do all libraries that it loads. Between fault_begin()
 * and fault_end() every call that changes something on a disk is counted. */

static int active;      /* atomic, as all of them: several threads write */
static int n_calls;
static int chosen_call;
static int chosen_fault;

void
fault_begin (Fault fault,
             int   call)
{
  g_atomic_int_set (&n_calls, 0);
  g_atomic_int_set (&chosen_call, call);
  g_atomic_int_set (&chosen_fault, (int) fault);
  g_atomic_int_set (&active, 1);
}

int
fault_end (void)
{
  g_atomic_int_set (&active, 0);
  return g_atomic_int_get (&n_calls);
}

/* What is to happen to this call. */
static Fault
next_fault (void)
{
  int fault, call;

  if (!g_atomic_int_get (&active))
    return FAULT_NONE;

  call = g_atomic_int_add (&n_calls, 1);
  fault = g_atomic_int_get (&chosen_fault);
  if (call == g_atomic_int_get (&chosen_call) ||
      ((fault == FAULT_FULL || fault == FAULT_BROKEN) && call > g_atomic_int_get (&chosen_call)))
    return (Fault) fault;

  return FAULT_NONE;
}

static void
die (void)
{
  raise (SIGKILL);
}

/* For a call that does its work or does not: whether it fails, with errno set. */
static gboolean
fails (void)
{
  switch (next_fault ())
    {
    case FAULT_KILL:
    case FAULT_KILL_HALF:
      die ();
      return TRUE;

    case FAULT_NO_SPACE:
    case FAULT_FULL:
      errno = ENOSPC;
      return TRUE;

    case FAULT_IO:
    case FAULT_BROKEN:
      errno = EIO;
      return TRUE;

    case FAULT_NONE:
    case FAULT_SHORT:
    case N_FAULTS:
    default:
      return FALSE;
    }
}

/* Pipes and terminals are no disk. */
static gboolean
is_file (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISREG (status.st_mode);
}

/* What a write fault leaves to be written: all, half, or nothing with errno set. */
static gssize
limit_write (int     fd,
             gsize   length,
             Fault  *fault)
{
  *fault = is_file (fd) ? next_fault () : FAULT_NONE;

  switch (*fault)
    {
    case FAULT_KILL:
      die ();
      return -1;

    case FAULT_NO_SPACE:
      errno = ENOSPC;
      return -1;

    case FAULT_FULL:
      errno = ENOSPC;
      return length > 1 ? (gssize) (length / 2) : -1;

    case FAULT_IO:
    case FAULT_BROKEN:
      errno = EIO;
      return -1;

    case FAULT_KILL_HALF:
    case FAULT_SHORT:
      return length > 1 ? (gssize) (length / 2) : (gssize) length;

    case FAULT_NONE:
    case N_FAULTS:
    default:
      return (gssize) length;
    }
}

ssize_t
write (int         fd,
       const void *data,
       size_t      length)
{
  Fault fault;
  gssize limit = limit_write (fd, length, &fault);
  ssize_t written;

  if (limit < 0)
    return -1;

  written = syscall (SYS_write, fd, data, (size_t) limit);
  if (fault == FAULT_KILL_HALF)
    die ();
  return written;
}

ssize_t
pwrite (int         fd,
        const void *data,
        size_t      length,
        off_t       offset)
{
  Fault fault;
  gssize limit = limit_write (fd, length, &fault);
  ssize_t written;

  if (limit < 0)
    return -1;

  written = syscall (SYS_pwrite64, fd, data, (size_t) limit, offset);
  if (fault == FAULT_KILL_HALF)
    die ();
  return written;
}

ssize_t
writev (int                 fd,
        const struct iovec *parts,
        int                 n_parts)
{
  return is_file (fd) && fails () ? -1 : syscall (SYS_writev, fd, parts, n_parts);
}

int
fsync (int fd)
{
  return fails () ? -1 : (int) syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return fails () ? -1 : (int) syscall (SYS_fdatasync, fd);
}

int
ftruncate (int   fd,
           off_t length)
{
  return fails () ? -1 : (int) syscall (SYS_ftruncate, fd, length);
}

int
rename (const char *from,
        const char *to)
{
  return fails () ? -1 : (int) syscall (SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat (int         from_fd,
          const char *from,
          int         to_fd,
          const char *to)
{
  return fails () ? -1 : (int) syscall (SYS_renameat2, from_fd, from, to_fd, to, 0);
}

int
renameat2 (int           from_fd,
           const char   *from,
           int           to_fd,
           const char   *to,
           unsigned int  flags)
{
  return fails () ? -1 : (int) syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int
link (const char *from,
      const char *to)
{
  return fails () ? -1 : (int) syscall (SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
linkat (int         from_fd,
        const char *from,
        int         to_fd,
        const char *to,
        int         flags)
{
  return fails () ? -1 : (int) syscall (SYS_linkat, from_fd, from, to_fd, to, flags);
}

int
unlink (const char *path)
{
  return fails () ? -1 : (int) syscall (SYS_unlinkat, AT_FDCWD, path, 0);
}

int
unlinkat (int         fd,
          const char *path,
          int         flags)
{
  return fails () ? -1 : (int) syscall (SYS_unlinkat, fd, path, flags);
}

int
rmdir (const char *path)
{
  return fails () ? -1 : (int) syscall (SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int
mkdir (const char *path,
       mode_t      mode)
{
  return fails () ? -1 : (int) syscall (SYS_mkdirat, AT_FDCWD, path, mode);
}
