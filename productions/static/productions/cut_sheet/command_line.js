/* A line such as “C001-C045: 原画 = 田中”: the first Enter says what it would change, the second changes it. */

import { make, say } from "../grid/elements.js";
import { Refused, ask } from "./server.js";

/** @import { Edit } from "../grid/types.js" */
/** @import { Sheet } from "./sheet.js" */

export class CommandLine {
  /**
   * @param {Sheet} sheet
   * @param {{address: string, act: (edits: Edit[]) => void, back: () => void}} options
   */
  constructor(sheet, options) {
    this.sheet = sheet;
    this.options = options;
    /** @type {Edit[] | null} */
    this.read = null;
    const text = (/** @type {string} */ key) => say(sheet.texts, key);
    this.input = make("input", {
      type: "text", id: "command-line", "aria-label": text("command"), placeholder: text("command_example"), autocomplete: "off", spellcheck: "false", "aria-describedby": "command-told",
      oninput: () => this.forget(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.takeKey(event),
    });
    this.told = make("p", { id: "command-told", class: "sheet-told", role: "status" });
    this.element = make("form", { class: "sheet-command", onsubmit: (/** @type {Event} */ event) => this.submit(event) }, this.input);
  }

  forget() {
    this.read = null;
    this.told.replaceChildren();
  }

  /** @param {KeyboardEvent} event */
  takeKey(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    this.forget();
    this.options.back();
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    if (this.read) {
      this.apply();
      return;
    }
    const line = this.input.value.trim();
    if (!line) return;
    try {
      const { cells, text, told } = await ask(this.options.address, { method: "POST", body: { line } });
      if (this.input.value.trim() === line) this.preview(cells, text, told);
    } catch (error) {
      this.told.replaceChildren(make("span", { class: "sheet-problem" }, (error instanceof Refused && error.message) || say(this.sheet.texts, "not_reached")));
    }
  }

  /**
   * @param {{cut: string, role: string}[]} cells
   * @param {string} text
   * @param {string[]} told
   */
  preview(cells, text, told) {
    const { texts } = this.sheet;
    this.read = cells.map(({ cut, role }) => ({ row: cut, column: role, value: { text, refs: {} } }));
    const filled = this.read.filter((edit) => this.sheet.read(edit).text && this.sheet.read(edit).text !== text).length;
    const sentences = [say(texts, text ? "command_sets" : "command_clears", { n: cells.length, text }), filled > 0 && say(texts, "command_filled", { n: filled }), ...told];
    this.told.replaceChildren(
      make("span", {}, sentences.filter(Boolean).join(" ")),
      make("button", { type: "button", class: "proposed", onclick: () => this.apply() }, say(texts, "command_apply")),
      make("button", { type: "button", onclick: () => { this.forget(); this.options.back(); } }, say(texts, "cancel")));
  }

  apply() {
    const edits = this.read ?? [];
    this.input.value = "";
    this.forget();
    this.options.act(edits);
    this.options.back();
  }
}
