/* Which key does what. */

import { make, say } from "../grid/elements.js";

/** @import { Texts } from "./types.js" */

/** @type {[keys: string, text: string][]} */
const KEYS = [
  ["← ↑ → ↓, Tab", "key_move"], ["Shift + ← ↑ → ↓", "key_extend"], ["Home, End, PageUp, PageDown", "key_far"], ["Ctrl + Home, End, ← ↑ → ↓", "key_ends"], ["Ctrl + A, Shift + Space", "key_all"],
  ["A … Z, あ", "key_type"], ["Enter, F2", "key_edit"], ["↓ ↑, Enter", "key_choose"], ["Esc", "key_escape"], ["Alt + Enter", "key_break"], ["Delete", "key_clear"],
  ["Ctrl + C, X, V", "key_copy"], ["Ctrl + D, Ctrl + R", "key_fill"], ["Ctrl + Z, Ctrl + Y", "key_undo"], ["F6", "key_panel"], ["F8", "key_problem"], ["Shift + F2", "key_cut"], ["Ctrl + K", "key_command"], ["?, F1", "key_help"],
];

/**
 * @param {Texts} texts
 * @param {[keys: string, text: string][]} [own]    of a page that has others beside these, and no command line
 */
export function makeKeysDialog(texts, own) {
  const listed = own ? [...own, ...KEYS.filter(([, text]) => text !== "key_command" && text !== "key_cut")] : KEYS;
  const dialog = make("dialog", { class: "sheet-dialog", "aria-labelledby": "keys-title" },
    make("h2", { id: "keys-title" }, say(texts, "keys_title")),
    make("dl", { class: "sheet-keys" }, ...listed.map(([keys, text]) => make("div", {}, make("dt", {}, make("kbd", {}, keys)), make("dd", {}, say(texts, text))))),
    make("p", { class: "sheet-buttons" }, make("button", { type: "button", class: "proposed", onclick: () => dialog.close() }, say(texts, "close"))));
  return dialog;
}
