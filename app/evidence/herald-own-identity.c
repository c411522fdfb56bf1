/* herald-own-identity.c: the texts by which the person can be known
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "herald-evidence"

#include "config.h"

#include <string.h>

#include "herald-own-automaton.h"
#include "herald-own-identity.h"
#include "herald-own-sources.h"
#include "herald-text.h"

#define MAX_LITERALS       400
#define MAX_LITERAL_CHARS  120

struct _HeraldOwnIdentity
{
  GPtrArray          *literals;  /* HeraldOwnLiteral */
  GHashTable         *seen;      /* the same by their texts without case */
  guint               ordinals[HERALD_OWN_N_KINDS];
  HeraldOwnAutomaton *automaton; /* that finds them, or NULL */
};

static void
free_literal (gpointer data)
{
  HeraldOwnLiteral *literal = data;

  g_free (literal->text);
  g_free (literal);
}

/**
 * herald_own_identity_new:
 *
 * Makes an identity of which nothing is known.
 *
 * Returns: (transfer full): an identity
 */
HeraldOwnIdentity *
herald_own_identity_new (void)
{
  HeraldOwnIdentity *self = g_new0 (HeraldOwnIdentity, 1);

  self->literals = g_ptr_array_new_with_free_func (free_literal);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * herald_own_identity_free:
 * @self: (transfer full): an identity
 *
 * Frees an identity.
 */
void
herald_own_identity_free (HeraldOwnIdentity *self)
{
  g_ptr_array_unref (self->literals);
  g_hash_table_unref (self->seen);
  g_clear_pointer (&self->automaton, herald_own_automaton_free);
  g_free (self);
}

/**
 * herald_own_identity_is_common:
 * @word: a word, in whatever case
 *
 * Tells whether a word is too common to tell anything about anybody.
 *
 * It names a user or a machine on many systems, or stands in many names.
 *
 * Returns: %TRUE if it does
 */
gboolean
herald_own_identity_is_common (const char *word)
{
  static const char * const common[] = {
    /* users */
    "root", "user", "users", "username", "admin", "administrator", "test", "tester", "testing", "guest",
    "live", "nobody", "default", "public", "shared", "demo", "example", "vagrant", "docker", "ec2-user",
    "git", "www-data", "pi", "me", "owner", "operator", "service", "daemon", "system", "developer", "dev",
    "build", "builder", "runner", "student", "toor", "all users", "ubuntu", "kali", "debian",
    /* machines */
    "localhost", "localhost.localdomain", "localdomain", "local", "host", "hostname", "machine", "computer",
    "desktop", "laptop", "pc", "workstation", "server", "home", "work", "container", "vm", "virtualbox",
    "qemu", "linux", "windows", "android", "raspberrypi", "fedora", "arch", "archlinux", "mint", "linuxmint",
    "opensuse", "suse", "centos", "rocky", "alpine", "nixos", "gentoo", "manjaro", "parrot", "pop-os",
    /* mailboxes */
    "mail", "email", "info", "contact", "security", "noreply", "no-reply", "postmaster", "webmaster",
    /* nothing said */
    "name", "none", "null", "unknown", "anonymous", "first", "last", "your name", "you@example.com",
    /* between names */
    "von", "van", "der", "den", "del", "dos", "des", "bin", "ibn", "the", "and", "phd", "prof",
    NULL
  };
  g_autofree char *lower = g_utf8_strdown (word, -1);

  return g_strv_contains (common, lower);
}

/* Two or three letters of Latin may be anything; two signs of Han are a name. */
static gboolean
is_long_enough (HeraldOwnKind  kind,
                const char    *text)
{
  glong length = g_utf8_strlen (text, -1);

  if (kind == HERALD_OWN_USER_NAME || kind == HERALD_OWN_HOST_NAME ||
      g_unichar_iswide (g_utf8_get_char (text)))
    return length >= 2;

  return length >= 3;
}

/**
 * herald_own_identity_next_ordinal:
 * @self: an identity
 * @kind: a kind
 *
 * Gives the ordinal for the next thing of a kind.
 *
 * Returns: a number from 1
 */
guint
herald_own_identity_next_ordinal (const HeraldOwnIdentity *self,
                                  HeraldOwnKind            kind)
{
  return self->ordinals[kind] + 1;
}

/**
 * herald_own_identity_add_variant:
 * @self: an identity
 * @kind: what it is
 * @bound: what may not stand beside it
 * @ordinal: which of its kind, as from herald_own_identity_next_ordinal()
 * @text: a way to write it
 *
 * Adds one of several ways to write a thing.
 *
 * What is known already, empty or longer than any name is left out.
 */
void
herald_own_identity_add_variant (HeraldOwnIdentity *self,
                                 HeraldOwnKind      kind,
                                 HeraldOwnBound     bound,
                                 guint              ordinal,
                                 const char        *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autofree char *folded = NULL;
  HeraldOwnLiteral *literal;

  if (composed == NULL || *g_strstrip (composed) == '\0' || self->literals->len >= MAX_LITERALS ||
      g_utf8_strlen (composed, -1) > MAX_LITERAL_CHARS || herald_text_find_hidden (composed) != NULL)
    return;

  folded = g_utf8_casefold (composed, -1);
  literal = g_hash_table_lookup (self->seen, folded);
  if (literal != NULL)
    {
      /* A short name that is a user's name too is so in small letters. */
      literal->capital = FALSE;
      return;
    }

  literal = g_new0 (HeraldOwnLiteral, 1);
  literal->kind = kind;
  literal->ordinal = ordinal;
  literal->bound = bound;
  literal->text = g_steal_pointer (&composed);
  g_ptr_array_add (self->literals, literal);
  g_hash_table_insert (self->seen, g_steal_pointer (&folded), literal);
  g_clear_pointer (&self->automaton, herald_own_automaton_free);
  self->ordinals[kind] = MAX (self->ordinals[kind], ordinal);
}

/**
 * herald_own_identity_add:
 * @self: an identity
 * @kind: what it is
 * @text: UTF-8 text
 *
 * Adds a text by which the person can be known.
 *
 * One that is too short or too common to tell anything is left out: two
 * characters for users and hosts, three for names (apport's rules).
 */
void
herald_own_identity_add (HeraldOwnIdentity *self,
                         HeraldOwnKind      kind,
                         const char        *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (*stripped == '\0' || !is_long_enough (kind, stripped) || herald_own_identity_is_common (stripped))
    return;

  herald_own_identity_add_variant (self, kind, HERALD_OWN_BOUND_WORD,
                                   herald_own_identity_next_ordinal (self, kind), stripped);
}

/* Will, Mark, May and Rose stand in every text, in small letters. */
static gboolean
is_also_a_word (const char *name)
{
  return g_utf8_strlen (name, -1) < 5 && g_unichar_isupper (g_utf8_get_char (name));
}

/**
 * herald_own_identity_add_name:
 * @self: an identity
 * @kind: what it is
 * @name: the name of a person
 *
 * Adds a name and its parts.
 *
 * A short part counts only where it begins with a capital.
 */
void
herald_own_identity_add_name (HeraldOwnIdentity *self,
                              HeraldOwnKind      kind,
                              const char        *name)
{
  g_auto(GStrv) parts = g_strsplit_set (name, " \t.", -1);

  herald_own_identity_add (self, kind, name);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint before = self->literals->len;

      herald_own_identity_add (self, kind, parts[i]);
      if (self->literals->len > before && is_also_a_word (parts[i]))
        ((HeraldOwnLiteral *) g_ptr_array_index (self->literals, before))->capital = TRUE;
    }
}

/**
 * herald_own_identity_add_address:
 * @self: an identity
 * @kind: what it is
 * @address: such as user@host
 *
 * Adds an e-mail address, and alone what stands before its @.
 *
 * What stands behind it may be a mail service that half the world uses.
 */
void
herald_own_identity_add_address (HeraldOwnIdentity *self,
                                 HeraldOwnKind      kind,
                                 const char        *address)
{
  g_autofree char *mailbox = g_strndup (address, strcspn (address, "@"));

  herald_own_identity_add (self, kind, address);
  if (strspn (mailbox, "0123456789") < strlen (mailbox))
    herald_own_identity_add (self, kind, mailbox);
}

/**
 * herald_own_identity_get_literals:
 * @self: an identity
 *
 * Gives the texts by which the person can be known.
 *
 * Returns: (transfer none) (element-type HeraldOwnLiteral): literals
 */
GPtrArray *
herald_own_identity_get_literals (const HeraldOwnIdentity *self)
{
  return self->literals;
}

/**
 * herald_own_identity_get_automaton:
 * @self: an identity
 *
 * Gives what finds the identity's literals in bytes; it is made once.
 *
 * Returns: (transfer none): it lives until something is added to @self
 */
const HeraldOwnAutomaton *
herald_own_identity_get_automaton (HeraldOwnIdentity *self)
{
  if (self->automaton == NULL)
    self->automaton = herald_own_automaton_new (self->literals);

  return self->automaton;
}

/**
 * herald_own_identity_collect:
 * @root: (nullable): the machine to look at; %NULL for this one
 *
 * Collects what can tell who the person is: user, real name, host, home
 * folder, addresses, machine id, git and SSH identities.
 *
 * It reads some twenty small files, starts no program and opens no socket;
 * what it finds is never written anywhere.
 *
 * Thread: any; but an identity is used by one at a time.
 *
 * Returns: (transfer full): an identity
 */
HeraldOwnIdentity *
herald_own_identity_collect (const HeraldEnvironmentRoot *root)
{
  HeraldOwnIdentity *self = herald_own_identity_new ();

  herald_own_sources_add_account (self, root);
  herald_own_sources_add_host (self, root);
  herald_own_sources_add_git (self, root);
  herald_own_sources_add_ssh (self, root);

  /* Last, because a machine that serves many others has no end of them. */
  herald_own_sources_add_addresses (self, root);
  return self;
}
