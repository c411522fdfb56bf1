/* test-language.c: what language a text looks like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "herald-language.h"

static const struct { const char *tag; const char *text; } texts[] = {
  { "en", "The pump listens on a port for a maintenance program. Whoever connects can read and write settings; no password is asked for, and the change is not shown to the nurse who uses it." },
  { "de", "Die Pumpe lauscht auf einem Port für ein Wartungsprogramm. Wer sich verbindet, kann Einstellungen lesen und schreiben; ein Passwort wird nicht verlangt, und die Änderung wird der Pflegekraft nicht angezeigt." },
  { "fr", "La pompe écoute sur un port pour un programme de maintenance. Une personne qui se connecte peut lire et écrire les réglages; le mot de passe n'est pas demandé et la modification est invisible pour les soignants." },
  { "es", "La bomba escucha en un puerto para un programa de mantenimiento. Una persona que se conecta puede leer y escribir los ajustes; no se pide la contraseña y el cambio no es visible para la enfermera que la usa." },
  { "ru", "Насос слушает порт для программы обслуживания. Любой подключившийся может читать и изменять настройки." },
  { "ja", "ポンプはメンテナンスプログラムのためにポートで待機します。接続した人は誰でも設定を読み書きできます。" },
};

static void
test_guesses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *guess = herald_language_guess (texts[i].text);

      g_assert_cmpstr (guess, ==, texts[i].tag);
    }
}

static void
test_admits_ignorance (void)
{
  static const char * const silent[] = {
    "", "SET-LIMIT 4711", "0x41414141 0x42424242 \\x90\\x90\\x90\\x90", "The pump.",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z 1 2 3 4 5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (silent); i++)
    g_assert_null (herald_language_guess (silent[i]));
}

static void
test_same (void)
{
  g_assert_true (herald_language_same ("en", "en-GB"));
  g_assert_true (herald_language_same ("EN-us", "en"));
  g_assert_false (herald_language_same ("en", "de"));
  g_assert_false (herald_language_same ("e", "en"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/language/is-guessed-from-a-paragraph", test_guesses);
  g_test_add_func ("/report/language/is-not-guessed-from-little", test_admits_ignorance);
  g_test_add_func ("/report/language/is-the-same-in-every-region", test_same);
  return g_test_run ();
}
