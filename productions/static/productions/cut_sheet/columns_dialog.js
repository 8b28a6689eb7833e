/* Which roles are columns, and in which order. */

import { make, say } from "../grid/elements.js";
import { fold } from "./fold.js";
import { Refused, ask } from "./server.js";

/** @import { Role } from "./types.js" */
/** @import { Sheet } from "./sheet.js" */

export class ColumnsDialog {
  /**
   * @param {Sheet} sheet
   * @param {{address: string, done: (codes: string[]) => void}} options
   */
  constructor(sheet, options) {
    this.sheet = sheet;
    this.options = options;
    const text = (/** @type {string} */ key) => say(sheet.texts, key);
    this.filter = make("input", { type: "search", "aria-label": text("columns_filter"), placeholder: text("columns_filter"), oninput: () => this.narrow() });
    this.list = make("ol", { class: "sheet-columns", onkeydown: (/** @type {KeyboardEvent} */ event) => this.takeKey(event), onclick: (/** @type {MouseEvent} */ event) => this.click(event) });
    this.problem = make("p", { role: "alert", class: "sheet-problem" });
    const form = make("form", { method: "dialog", onsubmit: (/** @type {Event} */ event) => this.save(event) },
      make("h2", { id: "columns-title" }, text("columns_title")), make("p", { class: "quiet" }, text("columns_help")), this.filter, this.list, this.problem,
      make("p", { class: "sheet-buttons" }, make("button", { class: "proposed" }, text("columns_save")), make("button", { type: "button", onclick: () => this.element.close() }, text("cancel"))));
    this.element = make("dialog", { class: "sheet-dialog", "aria-labelledby": "columns-title" }, form);
  }

  open() {
    const shown = this.sheet.columns.map(({ key }) => key);
    const rest = [...this.sheet.roles.keys()].filter((code) => !shown.includes(code));
    this.list.replaceChildren(...[...shown, ...rest].map((code) => this.makeLine(/** @type {Role} */ (this.sheet.roles.get(code)), shown.includes(code))));
    this.filter.value = "";
    this.problem.textContent = "";
    this.element.showModal();
    this.filter.focus();
  }

  /**
   * @param {Role} role
   * @param {boolean} checked
   */
  makeLine({ code, label, department, search }, checked) {
    const move = (/** @type {string} */ key, /** @type {number} */ by, /** @type {string} */ sign) =>
      make("button", { type: "button", "data-by": by, "aria-label": say(this.sheet.texts, key, { role: label }), title: say(this.sheet.texts, key, { role: label }) }, sign);
    return make("li", { "data-search": fold(`${label} ${department} ${search} ${code}`) },
      make("label", {}, make("input", { type: "checkbox", value: code, checked }), ` ${label}`, make("small", {}, department)),
      move("column_up", -1, "↑"), move("column_down", 1, "↓"));
  }

  narrow() {
    const words = fold(this.filter.value).split(" ").filter(Boolean);
    for (const line of this.list.children) {
      if (line instanceof HTMLElement) line.hidden = !words.every((word) => line.dataset["search"]?.includes(word));
    }
  }

  /** @param {KeyboardEvent} event */
  takeKey(event) {
    const line = event.target instanceof Element ? event.target.closest("li") : null;
    if (!line || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    this.move(line, event.key === "ArrowUp" ? -1 : 1);
  }

  /** @param {MouseEvent} event */
  click(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const line = button?.closest("li");
    if (line) this.move(line, Number(button?.dataset["by"]));
  }

  /**
   * @param {HTMLElement} line
   * @param {number} by
   */
  move(line, by) {
    const focused = document.activeElement;
    const lines = [...this.list.children].filter((each) => each instanceof HTMLElement && !each.hidden);
    const other = lines[lines.indexOf(line) + by];
    if (!other) return;
    if (by < 0) other.before(line);
    else other.after(line);
    if (focused instanceof HTMLElement) focused.focus();
    line.scrollIntoView({ block: "nearest" });
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    const boxes = [...this.list.querySelectorAll("input")].filter((box) => box.checked);
    const roles = boxes.map((box) => box.value);
    if (!roles.length) {
      this.problem.textContent = say(this.sheet.texts, "columns_none");
      return;
    }
    try {
      await ask(this.options.address, { method: "POST", body: { roles } });
    } catch (error) {
      this.problem.textContent = (error instanceof Refused && error.message) || say(this.sheet.texts, "not_reached");
      return;
    }
    this.element.close();
    this.options.done(roles);
  }
}
