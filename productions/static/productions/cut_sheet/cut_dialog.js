/* A cut under another number, or taken out while nothing stands on it. */

import { make, say } from "../grid/elements.js";
import { Refused, ask } from "./server.js";

/** @import { Cut } from "./types.js" */
/** @import { Sheet } from "./sheet.js" */

export class CutDialog {
  /**
   * @param {Sheet} sheet
   * @param {{address: string, renamed: (cut: Cut, number: string) => void, removed: (cut: Cut) => void}} options
   */
  constructor(sheet, options) {
    this.sheet = sheet;
    this.options = options;
    /** @type {Cut | null} */
    this.cut = null;
    this.doubted = "";
    const text = (/** @type {string} */ key) => say(sheet.texts, key);
    this.title = make("h2", { id: "cut-title" });
    this.input = make("input", { type: "text", id: "cut-number", required: true, autocomplete: "off", spellcheck: "false" });
    this.problem = make("p", { role: "alert", class: "sheet-problem" });
    const form = make("form", { method: "dialog", onsubmit: (/** @type {Event} */ event) => this.rename(event) },
      this.title, make("label", { for: "cut-number" }, text("cut_number")), this.input, this.problem,
      make("p", { class: "sheet-buttons" }, make("button", { class: "proposed" }, text("cut_rename")),
        make("button", { type: "button", onclick: () => this.remove() }, text("cut_remove")), make("button", { type: "button", onclick: () => this.element.close() }, text("cancel"))));
    this.element = make("dialog", { class: "sheet-dialog", "aria-labelledby": "cut-title" }, form);
  }

  /** @param {Cut} cut */
  open(cut) {
    this.cut = cut;
    this.title.textContent = say(this.sheet.texts, "cut_title", { cut: cut.number });
    this.input.value = cut.number;
    this.problem.textContent = this.doubted = "";
    this.element.showModal();
    this.input.select();
  }

  /** @param {Event} event */
  async rename(event) {
    event.preventDefault();
    const { cut } = this, number = this.input.value.trim();
    if (!cut || number === cut.number) {
      this.element.close();
      return;
    }
    await this.send("PATCH", { cut: cut.uid, seen: cut.number, number, sure: number === this.doubted }, () => this.options.renamed(cut, number));
  }

  async remove() {
    const { cut } = this;
    if (cut) await this.send("DELETE", { cut: cut.uid }, () => this.options.removed(cut));
  }

  /**
   * @param {string} method
   * @param {Record<string, unknown>} body
   * @param {() => void} done
   */
  async send(method, body, done) {
    try {
      const { doubt } = await ask(this.options.address, { method, body });
      if (doubt) {
        this.doubted = this.input.value.trim();
        this.problem.textContent = `${doubt} ${say(this.sheet.texts, "cuts_sure")}`;
        return;
      }
      this.element.close();
      done();
    } catch (error) {
      this.problem.textContent = (error instanceof Refused && error.message) || say(this.sheet.texts, "not_reached");
    }
  }
}
