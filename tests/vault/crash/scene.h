/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "herald-vault.h"

G_BEGIN_DECLS

/**
 * SceneState:
 * @SCENE_WHOLE: all is well
 * @SCENE_SPOILED: the last record of the case is damaged
 * @SCENE_SPOILED_HEADER: the header is damaged, but not its copy
 * @SCENE_EMPTY: there is no vault
 *
 * In what state an act finds the vault.
 */
typedef enum
{
  SCENE_WHOLE,
  SCENE_SPOILED,
  SCENE_SPOILED_HEADER,
  SCENE_EMPTY,
  N_SCENES,
} SceneState;

/**
 * SceneAct:
 * @name: of the act
 * @state: in what state it finds the vault
 * @is_open: whether it begins with the vault unlocked and the case open
 * @run: does it; may be run again after it has failed
 *
 * Something that a person does with the vault of the scene.
 */
typedef struct
{
  const char  *name;
  SceneState   state;
  gboolean     is_open;
  gboolean   (*run) (HeraldVault  *vault,
                      HeraldCase   *opened,
                      GError      **error);
} SceneAct;

extern const SceneAct scene_acts[];

const SceneAct *scene_find    (const char   *name);

void            scene_prepare (const char   *folder,
                               SceneState    state);

HeraldVault    *scene_unlock  (const char   *folder,
                               const char  **passphrase);

HeraldCase     *scene_open    (HeraldVault  *vault);

char           *scene_inspect (const char   *folder);

G_END_DECLS
