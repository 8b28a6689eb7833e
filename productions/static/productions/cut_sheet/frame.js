/* What stands around the grid: the bar above it, what is said, and the state of saving. */

import { make, say } from "../grid/elements.js";

/** @import { Sheet } from "./sheet.js" */
/** @import { Saving } from "./saving.js" */
/** @import { Visitor } from "./types.js" */

const STALE_MS = 6_000; // how long what was said stays, whatever is done meanwhile

export class Frame {
  /**
   * @param {HTMLElement} root
   * @param {Sheet} sheet
   * @param {{command?: HTMLElement, told?: HTMLElement, panel: HTMLElement, acts: [key: string, act: () => void, writes: boolean][], next: () => void}} parts
   */
  constructor(root, sheet, { command, told, panel, acts, next }) {
    this.sheet = sheet;
    this.grid = make("div", { class: "sheet-grid" });
    this.state = make("p", { class: "sheet-state", role: "status" });
    this.notice = make("p", { class: "sheet-notice", role: "status" });
    this.saidAt = 0;
    this.heard = make("p", { class: "visually-hidden", role: "status" });
    this.next = make("button", { type: "button", class: "sheet-next", onclick: next, hidden: true }, say(sheet.texts, "next_problem"));
    this.people = make("ul", { class: "sheet-people", "aria-label": say(sheet.texts, "others_here") });
    // Who speaks to the page says the word that they see, so that is the name; a sign that is no word has its title for one.
    const buttons = acts.filter(([, , writes]) => sheet.mayEdit || !writes).map(([key, act]) => {
      const [word, title] = [say(sheet.texts, key), say(sheet.texts, `${key}_long`)];
      return make("button", { type: "button", "data-act": key, onclick: act, title, ...(/\p{L}/u.test(word) ? {} : { "aria-label": title }) }, word);
    });
    root.replaceChildren(
      make("div", { class: "sheet-bar" }, (sheet.mayEdit && command) || "", make("div", { class: "sheet-tools" }, ...buttons), this.people, this.state, this.next),
      (sheet.mayEdit && told) || "", make("div", { class: "sheet-main" }, this.grid, panel), this.notice, this.heard);
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  tell(key, values) {
    this.say(say(this.sheet.texts, key, values));
  }

  /**
   * What is seen anyway, for those who hear the page.
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  tellUnseen(key, values) {
    this.heard.textContent = say(this.sheet.texts, key, values);
  }

  /** @param {string} sentence @param {...HTMLElement} buttons */
  say(sentence, ...buttons) {
    this.notice.replaceChildren(sentence, ...buttons);
    this.saidAt = performance.now();
  }

  /** Something else is done by now: what was said of earlier acts goes. */
  clearStale() {
    if (this.notice.hasChildNodes() && performance.now() - this.saidAt > STALE_MS) this.notice.replaceChildren();
  }

  /** A button that undoes what was just told. @param {() => void} undo */
  makeUndo(undo) {
    return make("button", { type: "button", onclick: () => { this.notice.replaceChildren(); undo(); } }, say(this.sheet.texts, "undo"));
  }

  /** @param {Visitor[]} visitors */
  showPeople(visitors) {
    const where = (/** @type {Visitor} */ { cut, role }) => [cut && this.sheet.cuts.get(cut)?.number, role && this.sheet.roles.get(role)?.label].filter(Boolean).join(" ");
    const lines = visitors.map((visitor) => [visitor.name, where(visitor)].filter(Boolean).join(": "));
    if (lines.join("\n") === [...this.people.children].map((line) => line.textContent).join("\n")) return;
    this.people.replaceChildren(...lines.map((line) => make("li", {}, line)));
  }

  /** How many changes are not saved yet, and why. @param {Saving} saving */
  showState(saving) {
    const all = [...this.sheet.pending.values()];
    const unsent = all.filter((change) => change.state === "waiting").length, open = all.length - unsent;
    const waiting = unsent + saving.expected;
    const { status } = saving;
    const key = waiting && (status === "offline" || status === "signedOut") ? status : waiting ? "saving" : open ? "" : "saved";
    const sentences = [key && say(this.sheet.texts, `state_${key}`, { n: waiting }), open && say(this.sheet.texts, "state_open", { n: open }), !saving.stored && say(this.sheet.texts, "state_not_kept")].filter(Boolean);
    const sentence = this.sheet.mayEdit ? sentences.join(" ") : say(this.sheet.texts, "viewer");
    if (this.state.textContent !== sentence) this.state.textContent = sentence;
    this.next.hidden = !open;
    this.state.className = `sheet-state ${key === "saved" || !this.sheet.mayEdit ? "" : open ? "open" : key}`;
  }
}
