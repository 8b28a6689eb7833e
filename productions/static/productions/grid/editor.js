/* One transparent textarea that keeps the focus and lies over the active cell. It takes what is typed, composed and pasted
   there, so an input method has a real field from its first key on; only then does it become visible. */

import { make } from "./elements.js";
import { isComposing } from "./keys.js";
import { Suggestions } from "./suggestions.js";

/** @import { Address, Edit, Source } from "./types.js" */

/** @typedef {{label: string, suggestions: string}} Words */
/** @typedef {{row: number, column: number} | null} Step    where the active cell goes after it; null: nowhere */

export class Editor {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} sheet
   * @param {Source} source
   * @param {{words: Words, id: string, active: () => Address | null, refused: () => void, done: (step: Step) => void, write: (edits: Edit[], inPlace: boolean) => void, told: (count: number) => void}} options
   */
  constructor(root, sheet, source, options) {
    this.source = source;
    this.options = options;
    this.input = make("textarea", {
      class: "grid-input", role: "combobox", rows: 1, "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "grid",
      "aria-label": options.words.label, "aria-controls": options.id, autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
    });
    sheet.append(this.input);
    this.suggestions = new Suggestions(root, this.input, source, {
      label: options.words.suggestions, id: `${options.id}-list`, choose: () => this.choose(), told: options.told,
    });
    this.editing = false;
    this.inPlace = false; // opened by F2 or a second tap: arrows move the caret
    /** @type {Record<string, string>} */
    this.refs = {};
    this.before = "";
    this.input.addEventListener("compositionstart", () => this.open());
    this.input.addEventListener("beforeinput", (event) => this.beforeInput(event));
    this.input.addEventListener("compositionend", () => this.editing || this.end()); // no cell took it, and nothing could stop it
    this.input.addEventListener("input", () => this.follow());
    this.input.addEventListener("blur", () => this.editing && this.commit(null));
  }

  /** @param {InputEvent} event */
  beforeInput(event) {
    if (this.editing) return;
    if (event.inputType.startsWith("delete") || event.inputType.startsWith("history")) event.preventDefault();
    else if (!this.open()) event.preventDefault();
  }

  /**
   * Begin: with nothing, which replaces what the cell says, or in place.
   * @param {{inPlace?: boolean}} [how]
   */
  open({ inPlace = false } = {}) {
    const address = this.options.active();
    if (this.editing) return true;
    if (!address || !this.source.mayEdit || (!inPlace && this.source.show(address).locked)) {
      this.options.refused();
      return false;
    }
    const value = this.source.read(address);
    this.source.open(address);
    this.editing = true;
    this.inPlace = inPlace;
    this.refs = { ...value.refs };
    this.before = value.text;
    this.input.classList.add("open");
    this.input.inputMode = "text";
    if (inPlace) {
      this.input.value = value.text;
      this.input.setSelectionRange(value.text.length, value.text.length);
    }
    this.input.removeAttribute("aria-activedescendant");
    return true;
  }

  follow() {
    const address = this.options.active();
    if (this.editing && address) this.suggestions.follow(address);
  }

  /** The marked suggestion takes the place of the name that is being typed. */
  choose() {
    const { choice, piece } = this.suggestions;
    if (!choice) return false;
    const { value } = this.input;
    this.input.value = value.slice(0, piece.start) + choice.text + value.slice(piece.end);
    const caret = piece.start + choice.text.length;
    this.input.setSelectionRange(caret, caret);
    this.refs[choice.text] = choice.ref;
    this.suggestions.close();
    this.input.removeAttribute("aria-activedescendant");
    return true;
  }

  /** End, and keep what was typed. @param {Step} step */
  commit(step) {
    const address = this.options.active();
    const text = this.input.value.trim();
    const refs = Object.fromEntries(Object.entries(this.refs).filter(([name]) => text.includes(name)));
    const changed = text !== this.before || JSON.stringify(refs) !== JSON.stringify(address ? this.source.read(address).refs : {});
    this.end();
    if (changed && address) this.options.write([{ ...address, value: { text, refs } }], this.inPlace);
    this.options.done(step);
  }

  /** End, and keep nothing. */
  cancel() {
    this.end();
    this.options.done(null);
  }

  end() {
    this.suggestions.close();
    this.editing = false;
    this.input.value = "";
    this.input.classList.remove("open");
    this.input.setAttribute("aria-controls", this.options.id);
    this.input.setAttribute("aria-haspopup", "grid");
  }

  /** A key while the cell is being edited; true where it did something. @param {KeyboardEvent} event */
  takeKey(event) {
    if (isComposing(event)) return false;
    const { key, shiftKey } = event;
    const { suggestions } = this;
    const command = event.ctrlKey || event.metaKey || event.altKey;
    if (key === "Escape") {
      if (suggestions.open) suggestions.close();
      else this.cancel();
    } else if (key === "Enter" && event.altKey) this.breakLine();
    else if (key === "Enter") {
      this.choose();
      this.commit({ row: shiftKey ? -1 : 1, column: 0 });
    } else if (key === "Tab") {
      this.choose();
      this.commit({ row: 0, column: shiftKey ? -1 : 1 });
    } else if (key === "F2" && !command) this.inPlace = true;
    else if ((key === "ArrowDown" || key === "ArrowUp") && suggestions.open && !command) suggestions.move(key === "ArrowDown" ? 1 : -1);
    else if (key === "ArrowDown" && event.altKey) this.follow();
    else if (!this.inPlace && !command && !shiftKey && STEPS[key]) this.commit(STEPS[key] ?? null);
    else return false;
    return true;
  }

  breakLine() {
    const { selectionStart, selectionEnd } = this.input;
    this.input.setRangeText("\n", selectionStart, selectionEnd, "end");
    this.suggestions.close();
  }
}

/** @type {Record<string, {row: number, column: number}>} */
const STEPS = {
  ArrowUp: { row: -1, column: 0 }, ArrowDown: { row: 1, column: 0 }, ArrowLeft: { row: 0, column: -1 }, ArrowRight: { row: 0, column: 1 },
};
