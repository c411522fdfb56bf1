/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define HERALD_TYPE_KEYRING_PROMPT (herald_keyring_prompt_get_type ())

/* A Secret Service whose prompts can be left at any moment. libsecret's own
 * ones wait for the service to take them away, and may end twice. */
G_DECLARE_FINAL_TYPE (HeraldKeyringPrompt, herald_keyring_prompt, HERALD, KEYRING_PROMPT, SecretService)

G_END_DECLS
