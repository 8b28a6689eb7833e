/* Cuts made here: one, or a range. The next number is proposed. */

import { make, say } from "../grid/elements.js";
import { Refused, ask } from "./server.js";

/** @import { Cut } from "./types.js" */
/** @import { Sheet } from "./sheet.js" */

export class AddCutsDialog {
  /**
   * @param {Sheet} sheet
   * @param {{address: string, done: (cuts: Cut[], nextNumber: string, told: string[]) => void}} options
   */
  constructor(sheet, options) {
    this.sheet = sheet;
    this.options = options;
    const text = (/** @type {string} */ key) => say(sheet.texts, key);
    this.input = make("input", { type: "text", id: "new-cuts", required: true, autocomplete: "off", spellcheck: "false", placeholder: "C001-C300" });
    this.doubted = ""; // the numbers that the server asked about: sent once more they are meant
    this.problem = make("p", { role: "alert", class: "sheet-problem" });
    const form = make("form", { method: "dialog", onsubmit: (/** @type {Event} */ event) => this.save(event) },
      make("h2", { id: "cuts-title" }, text("add_cuts")), make("label", { for: "new-cuts" }, text("cuts_label")), this.input, make("p", { class: "quiet" }, text("cuts_help")), this.problem,
      make("p", { class: "sheet-buttons" }, make("button", { class: "proposed" }, text("cuts_add")), make("button", { type: "button", onclick: () => this.element.close() }, text("cancel"))));
    this.element = make("dialog", { class: "sheet-dialog", "aria-labelledby": "cuts-title" }, form);
  }

  open() {
    this.input.value = this.sheet.nextNumber;
    this.problem.textContent = this.doubted = "";
    this.element.showModal();
    this.input.select();
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    const numbers = this.input.value;
    try {
      const { cuts, next_number, told, doubt } = await ask(this.options.address, { method: "POST", body: { numbers, sure: numbers === this.doubted } });
      if (doubt) {
        this.doubted = numbers;
        this.problem.textContent = `${doubt} ${say(this.sheet.texts, "cuts_sure")}`;
        this.input.select();
        return;
      }
      this.element.close();
      this.options.done(cuts, next_number, told);
    } catch (error) {
      this.problem.textContent = (error instanceof Refused && error.message) || say(this.sheet.texts, "not_reached");
    }
  }
}
