/* One transparent textarea that keeps the focus and lies over the active cell. It takes what is typed, composed and pasted
   there, so an input method has a real field from its first key on; only then does it become visible. */

import { make } from "./elements.js";
import { isComposing } from "./keys.js";
import { Suggestions } from "./suggestions.js";

/** @import { Late } from "./suggestions.js" */
/** @import { Address, Edit, Piece, Source, Suggestion } from "./types.js" */

/** @typedef {{label: string, suggestions: string}} Words */
/** @typedef {{write: (choice?: Suggestion) => void, written: Promise<void>}} Waiting    `write` without a choice writes what was typed */
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
      label: options.words.suggestions, id: `${options.id}-list`, choose: () => this.choose(), told: options.told, settled: () => this.settle(),
    });
    this.editing = false;
    this.inPlace = false; // opened by F2 or a second tap: arrows move the caret
    /** @type {Record<string, string>} */
    this.refs = {};
    this.before = "";
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map(); // by cell: what was entered before its list came
    this.input.addEventListener("compositionstart", () => this.open());
    this.input.addEventListener("beforeinput", (event) => this.beforeInput(event));
    this.input.addEventListener("compositionend", () => this.editing || this.end()); // no cell took it, and nothing could stop it
    this.input.addEventListener("input", () => this.follow());
    window.addEventListener("pagehide", () => [...this.waiting.values()].forEach(({ write }) => write()));
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
    this.waiting.get(nameCell(address))?.write();
    const value = this.source.read(address);
    this.source.open(address);
    this.editing = true;
    this.inPlace = inPlace;
    this.refs = { ...value.refs };
    this.before = value.text;
    this.input.classList.add("open");
    if (inPlace) {
      // Only here: a field that changes while somebody composes in it makes the input method drop its first key.
      this.input.inputMode = "text";
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
    this.input.value = put(this.input.value, piece, choice);
    const caret = piece.start + choice.text.length;
    this.input.setSelectionRange(caret, caret);
    this.refs[choice.text] = choice.ref;
    this.suggestions.close();
    this.input.removeAttribute("aria-activedescendant");
    return true;
  }

  /** End with the suggestion that is marked, or would be if its list were there. @param {Step} step */
  take(step) {
    const late = this.suggestions.takeLate();
    if (!late && !this.suggestions.isStale) this.choose();
    this.commit(step, late);
  }

  /**
   * End, and keep what was typed.
   * @param {Step} step
   * @param {Late | null} [late]
   */
  commit(step, late = null) {
    const address = this.options.active();
    const { value } = this.input, { refs, before, inPlace } = this;
    this.end();
    /** @param {Suggestion} [choice] */
    const write = (choice) => {
      const typed = choice && late ? put(value, late.piece, choice) : value;
      if (address) this.write(address, typed.trim(), choice ? { ...refs, [choice.text]: choice.ref } : refs, { before, inPlace });
    };
    if (late && address) this.expect(nameCell(address), late.choice, write);
    else write();
    this.options.done(step);
  }

  /**
   * Write a cell when its list has come; once, however that ends.
   * @param {string} cell
   * @param {Promise<Suggestion | undefined>} choice
   * @param {(choice?: Suggestion) => void} write
   */
  expect(cell, choice, write) {
    /** @param {Suggestion} [chosen] */
    const writeOnce = (chosen) => {
      if (this.waiting.get(cell)?.write !== writeOnce) return;
      this.waiting.delete(cell);
      write(chosen);
    };
    const written = choice.then(writeOnce);
    this.waiting.set(cell, { write: writeOnce, written });
    this.source.expect(written);
  }

  /** Everything that was entered is written. */
  async settle() {
    await Promise.all([...this.waiting.values()].map(({ written }) => written));
  }

  /**
   * @param {Address} address
   * @param {string} text
   * @param {Record<string, string>} known
   * @param {{before: string, inPlace: boolean}} how
   */
  write(address, text, known, { before, inPlace }) {
    const refs = Object.fromEntries(Object.entries(known).filter(([name]) => text.includes(name)));
    if (text === before && JSON.stringify(refs) === JSON.stringify(this.source.read(address).refs)) return;
    this.options.write([{ ...address, value: { text, refs } }], inPlace);
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
    else if (key === "Enter") this.take({ row: shiftKey ? -1 : 1, column: 0 });
    else if (key === "Tab") this.take({ row: 0, column: shiftKey ? -1 : 1 });
    else if (key === "F2" && !command) this.inPlace = true;
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

/**
 * The text with the suggestion in the place of the part that was typed for it.
 * @param {string} text
 * @param {Piece} piece
 * @param {Suggestion} choice
 */
function put(text, { start, end }, choice) {
  return text.slice(0, start) + choice.text + text.slice(end);
}

/** @param {Address} address */
function nameCell({ row, column }) {
  return `${row} ${column}`;
}
