/* What stands beside the grid about the active cell: its credits, what is asked about it, and what can be done. */

import { make, say } from "../grid/elements.js";
import { keyOf } from "./sheet.js";

/** @import { Address } from "../grid/types.js" */
/** @import { Cell, Change, Choice, Credit, Fix } from "./types.js" */
/** @import { Saving } from "./saving.js" */
/** @import { Sheet } from "./sheet.js" */

export class Panel {
  /**
   * @param {Sheet} sheet
   * @param {Saving} saving
   * @param {{edit: () => void, ai: () => void, back: () => void}} acts
   */
  constructor(sheet, saving, acts) {
    this.sheet = sheet;
    this.saving = saving;
    this.acts = acts;
    this.alike = false;
    this.element = make("aside", { class: "sheet-panel", "aria-label": this.text("panel"), tabindex: "-1", onkeydown: (/** @type {KeyboardEvent} */ event) => this.takeKey(event) });
    this.shown = "";
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  text(key, values) {
    return say(this.sheet.texts, key, values);
  }

  /** @param {KeyboardEvent} event */
  takeKey(event) {
    if (event.key !== "Escape" && event.key !== "F6") return;
    event.preventDefault();
    this.acts.back();
  }

  /** The first thing to decide, or the panel itself, has the focus. */
  focus() {
    const button = this.element.querySelector("button");
    (button ?? this.element).focus();
  }

  /**
   * @param {Address | null} address
   * @param {number} count    of the cells that are chosen
   */
  show(address, count) {
    const cell = address && this.sheet.find(address), change = cell ? this.sheet.pending.get(keyOf(cell)) : undefined;
    const now = JSON.stringify([address, count, cell, change, change ? this.countAlike(change) : 0]);
    if (now === this.shown) return; // whatever has the focus in it keeps it
    this.shown = now;
    const held = document.activeElement, had = this.element.contains(held);
    if (!address || !cell) {
      this.element.replaceChildren(make("p", { class: "quiet" }, this.text("no_cuts")));
      return;
    }
    this.element.replaceChildren(
      make("h2", {}, this.nameCell(address)),
      count > 1 ? make("p", { class: "quiet" }, this.text("chosen", { n: count })) : "",
      ...(change ? this.describeChange(change, cell) : []),
      ...(change ? [] : this.describeCredits(cell, address)),
      this.makeButtons(count > 1 || cell.credits.length > 0),
    );
    if (had) this.holdFocus(held instanceof HTMLButtonElement ? held.textContent : null);
  }

  /**
   * News may redraw the panel between two keys: the button of the same words has the focus again. Where it is gone the panel has it, and
   * no other button, so that Enter decides nothing that was not meant.
   * @param {string | null} label    of the button that had the focus; null where none had
   */
  holdFocus(label) {
    const same = [...this.element.querySelectorAll("button")].find((button) => button.textContent === label);
    (same ?? this.element).focus();
  }

  /** @param {Address} address */
  nameCell(address) {
    return `${this.sheet.cuts.get(address.row)?.number ?? ""} ${this.sheet.roles.get(address.column)?.label ?? ""}`;
  }

  /** @param {boolean} withAi */
  makeButtons(withAi) {
    if (!this.sheet.mayEdit) return make("p", { class: "quiet" }, this.text("viewer"));
    return make("p", { class: "sheet-buttons" },
      make("button", { type: "button", onclick: this.acts.edit }, this.text("edit")),
      withAi && make("button", { type: "button", onclick: this.acts.ai }, this.text("ai_button")));
  }

  /**
   * @param {Cell} cell
   * @param {Address} address
   */
  describeCredits({ credits }, { row, column }) {
    const cut = this.sheet.cuts.get(row), first = cut?.relation?.names[column];
    if (!credits.length && first && cut) return [make("p", { class: "quiet" }, this.text("cell_borrowed", { from: this.sheet.labelCut(cut) })), make("p", {}, first)];
    if (!credits.length) return [make("p", { class: "quiet" }, this.text("empty"))];
    return [make("ul", { class: "sheet-credits" }, ...credits.map((credit) => this.describeCredit(credit)))];
  }

  /** @param {Credit} credit */
  describeCredit(credit) {
    const facts = [credit.state_label, this.text(`ai_${credit.ai}`)].filter(Boolean).join(" · ");
    return make("li", {}, make("strong", {}, credit.text || credit.absence_label), make("small", {}, facts), credit.locked && make("small", { class: "sheet-lock" }, credit.locked));
  }

  /**
   * @param {Change} change
   * @param {Cell} cell
   */
  describeChange(change, cell) {
    if (change.state === "conflict") return this.describeConflict(change, cell);
    if (change.state === "asked") return (change.choices ?? []).filter((choice) => !(choice.key in change.answers)).map((choice) => this.describeChoice(change, choice));
    if (change.state === "refused") return this.describeRefusal(change);
    return [make("p", {}, change.text || this.text("empty")), make("p", { class: "quiet" }, this.text("cell_waiting"))];
  }

  /**
   * Theirs and mine, side by side.
   * @param {Change} change
   * @param {Cell} cell
   */
  describeConflict(change, cell) {
    const theirs = cell.credits.map((credit) => credit.text || credit.absence_label).join("、");
    return [
      make("p", { role: "alert" }, this.text("conflict")),
      make("dl", { class: "sheet-sides" },
        make("div", {}, make("dt", {}, change.by ? this.text("theirs_by", { name: change.by }) : this.text("theirs")), make("dd", {}, theirs || this.text("empty"))),
        make("div", {}, make("dt", {}, this.text("mine")), make("dd", {}, change.text || this.text("empty")))),
      make("p", { class: "sheet-buttons" },
        make("button", { type: "button", onclick: () => this.decide(() => this.saving.drop(change)) }, this.text("keep_theirs")),
        make("button", { type: "button", onclick: () => this.decide(() => this.saving.again(change, { revision: cell.revision })) }, this.text("put_mine"))),
    ];
  }

  /**
   * @param {Change} change
   * @param {Choice} choice
   */
  describeChoice(change, choice) {
    const alike = this.countAlike(change);
    const box = make("input", { type: "checkbox", checked: this.alike, onchange: () => { this.alike = box.checked; } });
    const choose = (/** @type {string} */ value) => () => this.decide(() => this.saving.answer(change, choice, value, alike > 1 && box.checked));
    return make("fieldset", { class: "sheet-choice" }, make("legend", {}, choice.question),
      ...choice.options.map((option) => make("button", { type: "button", class: option.value === choice.proposed && choice.proposed ? "proposed" : "", onclick: choose(option.value) }, option.label)),
      alike > 1 && make("label", {}, box, ` ${this.text("alike", { n: alike })}`));
  }

  /** How many cells were asked what this one was. @param {Change} change */
  countAlike(change) {
    const question = change.choices?.find((choice) => !(choice.key in change.answers))?.question;
    if (!question) return 0;
    return [...this.sheet.pending.values()].filter((each) => each.state === "asked" && each.choices?.some((choice) => choice.question === question && !(choice.key in each.answers))).length;
  }

  /** @param {Change} change */
  describeRefusal(change) {
    const reasons = change.reasons?.length ? change.reasons : [this.text("refused")];
    const fix = (/** @type {Fix} */ { text, answers }) => this.saving.again(change, { ...(text === undefined ? {} : { text }), answers: { ...change.answers, ...answers } });
    return [
      make("p", { class: "sheet-typed" }, change.text || this.text("empty")),
      make("ul", { class: "sheet-reasons", role: "alert" }, ...reasons.map((reason) => make("li", {}, reason))),
      make("p", { class: "sheet-buttons" },
        ...(change.fixes ?? []).map((/** @type {Fix} */ each) => make("button", { type: "button", class: "proposed", onclick: () => this.decide(() => fix(each)) }, each.label)),
        make("button", { type: "button", onclick: () => this.decide(() => this.saving.drop(change)) }, this.text("put_back"))),
    ];
  }

  /** After a decision, the grid has the focus again. @param {() => void} act */
  decide(act) {
    act();
    this.acts.back();
  }
}
