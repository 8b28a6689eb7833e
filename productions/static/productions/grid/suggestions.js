/* The list under a cell that is being edited. Answers that come after a newer question are dropped. */

import { make } from "./elements.js";

/** @import { Address, Piece, Source, Suggestion } from "./types.js" */

const PAUSE_MS = 120; // of typing, before the list is asked for
const LATE_MS = 10_000; // how long a name that was entered before its list came waits for it, once the list is asked for

/** @typedef {{piece: Piece, address: Address, ask: () => Promise<Suggestion[]>}} Question */
/** @typedef {{piece: Piece, choice: Promise<Suggestion | undefined>}} Late */

export class Suggestions {
  /**
   * @param {HTMLElement} root
   * @param {HTMLTextAreaElement} input
   * @param {Source} source
   * @param {{label: string, id: string, choose: () => void, told: (count: number) => void, settled: () => Promise<void>}} options
   *   `settled`: what was entered before is written, for whom cells name is offered first in those around
   */
  constructor(root, input, source, options) {
    this.input = input;
    this.source = source;
    this.options = options;
    this.list = make("ul", { id: options.id, role: "listbox", class: "grid-list", "aria-label": options.label, hidden: true });
    root.append(this.list);
    /** @type {Suggestion[]} */
    this.items = [];
    this.marked = -1;
    this.asked = 0;
    this.timer = 0;
    /** @type {Piece} */
    this.piece = { start: 0, end: 0, text: "" };
    /** @type {Question | null} */
    this.question = null; // what was typed since the list was shown
    // The list takes no focus: the text stays where it is being composed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", ({ target }) => {
      const item = target instanceof Element ? target.closest("[role=option]") : null;
      if (!item) return;
      this.mark([...this.list.children].indexOf(item));
      options.choose();
    });
  }

  get open() {
    return !this.list.hidden;
  }

  /** Ask for what the caret stands in. @param {Address} address */
  follow(address) {
    this.drop();
    const number = this.asked;
    const piece = this.source.cut(this.input.value, this.input.selectionStart);
    if (!piece.text) {
      this.close();
      return;
    }
    /** @type {Promise<Suggestion[]> | undefined} */
    let answer;
    const ask = () => (answer ??= this.options.settled().then(() => this.source.suggest(piece.text, address)).catch(() => []));
    this.question = { piece, address, ask };
    this.timer = window.setTimeout(async () => {
      const items = await ask();
      if (number !== this.asked) return;
      this.question = null;
      this.show(items, piece);
    }, PAUSE_MS);
  }

  /** Whether something was typed since the list was shown: what is marked in it is not for that. */
  get isStale() {
    return this.question !== null;
  }

  /** What Enter would take if the list were there already, for whoever types faster than it comes. @returns {Late | null} */
  takeLate() {
    if (!this.question || !this.source.completes(this.question.piece.text, this.question.address)) return null;
    const { piece, ask } = this.question;
    /** @type {() => Promise<Suggestion[]>} */
    const tire = () => new Promise((resolve) => window.setTimeout(() => resolve([]), LATE_MS));
    const patience = this.options.settled().then(tire);
    return { piece, choice: Promise.race([ask(), patience]).then((items) => items.find(({ sure }) => sure)) };
  }

  /** An answer that is under way is not waited for any more. */
  drop() {
    window.clearTimeout(this.timer);
    this.asked += 1;
    this.question = null;
  }

  /**
   * @param {Suggestion[]} items
   * @param {Piece} piece
   */
  show(items, piece) {
    this.items = items;
    this.piece = piece;
    if (!items.length) {
      this.hide();
      return;
    }
    this.list.replaceChildren(...items.map((item, index) =>
      make("li", { id: `${this.options.id}-${index}`, role: "option", "aria-selected": "false" },
        make("span", { class: "grid-name" }, item.text), item.detail && make("span", { class: "grid-detail" }, item.detail))));
    this.list.hidden = false;
    this.position();
    this.mark(items[0]?.sure ? 0 : -1);
    this.input.setAttribute("aria-expanded", "true");
    this.options.told(items.length);
  }

  /** Below the cell, or above it where there is more room. */
  position() {
    const box = this.input.getBoundingClientRect();
    const height = window.visualViewport?.height ?? window.innerHeight;
    const below = height - box.bottom;
    const upwards = below < Math.min(this.list.scrollHeight, 240) && box.top > below;
    const style = this.list.style;
    style.setProperty("left", `${Math.max(4, Math.min(box.left, window.innerWidth - this.list.offsetWidth - 4))}px`);
    style.setProperty("top", upwards ? "auto" : `${box.bottom + 2}px`);
    style.setProperty("bottom", upwards ? `${window.innerHeight - box.top + 2}px` : "auto");
    style.setProperty("max-height", `${Math.max(120, (upwards ? box.top : below) - 12)}px`);
  }

  /** @param {number} index    -1 for none */
  mark(index) {
    this.list.children[this.marked]?.setAttribute("aria-selected", "false");
    this.marked = index;
    const item = this.list.children[index];
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-controls", this.options.id);
    this.input.setAttribute("aria-haspopup", "listbox");
  }

  /** Up or down, around the end, in the list that is seen. @param {number} step */
  move(step) {
    this.drop();
    const count = this.items.length;
    this.mark(this.marked < 0 ? (step > 0 ? 0 : count - 1) : (this.marked + step + count) % count);
  }

  /** The marked suggestion, if there is one. */
  get choice() {
    return this.open ? this.items[this.marked] : undefined;
  }

  hide() {
    this.list.hidden = true;
    this.list.replaceChildren();
    if (this.marked >= 0) this.input.removeAttribute("aria-activedescendant");
    this.marked = -1;
    this.input.setAttribute("aria-expanded", "false");
  }

  /** Nothing that is still under way is shown either. */
  close() {
    this.drop();
    if (this.open) this.hide();
  }
}
