/* A grid of cells that take what is typed, composed and pasted: rows and columns of whatever page gives it a source. */

import { makeEdit, repeatRange } from "./blocks.js";
import { listenToClipboard } from "./clipboard.js";
import { Drawing, placeOver } from "./drawing.js";
import { Editor } from "./editor.js";
import { History } from "./history.js";
import { CHANGING, readKey } from "./keys.js";
import { listenToPointer } from "./pointer.js";
import { countRows, places, span } from "./ranges.js";

/** @import { Deed, Step } from "./history.js" */
/** @import { Address, Edit, Place, Range, Source, Value } from "./types.js" */

/**
 * @typedef {object} Options
 * @property {{label: string, corner: string, input: string, suggestions: string}} words
 * @property {string} historyKey    under which what can be undone is kept, of this user and these rows
 * @property {(key: string, values?: Record<string, string | number>) => void} tell    `locked`, `left`, `others`, `nothing`, `undone`, `redone`, `suggested`, `copied`
 * @property {(grid: Grid) => void} moved    the active cell or the range is another
 * @property {(deed: Deed, name: "undo" | "redo") => void} turnBack    do what the deed says to be `after`
 * @property {(name: string) => void} command    `help`, `panel`, `problem` and `rowHead`, which the page answers
 */

export class Grid {
  /**
   * @param {HTMLElement} root
   * @param {Source} source
   * @param {Options} options
   */
  constructor(root, source, options) {
    this.source = source;
    this.options = options;
    /** @type {Place} */
    this.active = { row: 0, column: 0 };
    /** @type {Place} */
    this.other = { row: 0, column: 0 }; // the corner of the range across from the active cell
    this.history = new History(window.localStorage, options.historyKey);
    this.drawing = new Drawing(root, source, options.words);
    this.editor = new Editor(root, this.drawing.sheet, source, {
      words: { label: options.words.input, suggestions: options.words.suggestions }, id: this.drawing.id,
      active: () => this.address, refused: () => this.tellWhyNot(), write: (edits, inPlace) => this.act(edits, { beside: inPlace }),
      done: (step) => this.afterEditing(step), told: (n) => options.tell("suggested", { n }),
    });
    this.drawing.drawAll();
    const { input } = this.editor;
    input.addEventListener("keydown", (event) => this.takeKey(event));
    input.addEventListener("focus", () => this.show());
    listenToClipboard(this);
    listenToPointer(this);
    this.show();
  }

  /** The active cell by its keys; none in a grid without rows. @returns {Address | null} */
  get address() {
    const row = this.source.rows[this.active.row], column = this.source.columns[this.active.column];
    return row && column ? { row: row.key, column: column.key } : null;
  }

  /** @returns {Range} */
  get range() {
    return span(this.active, this.other);
  }

  /** The cells of the range by their keys. @returns {Address[]} */
  get addresses() {
    if (!this.address) return [];
    return [...places(this.range)].map((place) => makeEdit(this.source, place, { text: "", refs: {} })).map(({ row, column }) => ({ row, column }));
  }

  focus() {
    this.editor.input.focus({ preventScroll: true });
  }

  /**
   * Rows or columns were added, dropped or moved: what is chosen stays chosen where it is still there.
   * @param {() => void} change
   */
  reload(change) {
    const keys = [this.active, this.other].map(({ row, column }) => [this.source.rows[row]?.key, this.source.columns[column]?.key]);
    change();
    const [active, other] = keys.map(([row, column]) => ({ row: this.source.rows.findIndex(({ key }) => key === row), column: this.source.columns.findIndex(({ key }) => key === column) }));
    const found = (/** @type {Place | undefined} */ place) => place !== undefined && place.row >= 0 && place.column >= 0;
    if (!found(active) && this.editor.editing) this.editor.end(); // there is no cell any more that it could go to
    this.active = this.clamp(active && found(active) ? active : this.active);
    this.other = other && found(active) && found(other) ? other : this.active;
    this.drawing.active = this.active;
    this.drawing.range = this.range;
    this.drawing.drawAll();
    this.show({ reveal: false });
  }

  /** @param {Set<string>} [rows]    whose cells may show something else; all without it */
  refresh(rows) {
    this.drawing.refresh(rows);
  }

  /** @param {Place} place */
  clamp({ row, column }) {
    const within = (/** @type {number} */ value, /** @type {number} */ count) => Math.max(0, Math.min(value, count - 1));
    return { row: within(row, this.source.rows.length), column: within(column, this.source.columns.length) };
  }

  /**
   * Another active cell, or with `extend` another end of the range.
   * @param {Place} place
   * @param {{extend?: boolean}} [how]
   */
  moveTo(place, { extend = false } = {}) {
    if (this.editor.editing) this.editor.commit(null);
    if (extend) return this.extendTo(place);
    this.active = this.other = this.clamp(place);
    this.show();
    this.focus();
  }

  /**
   * @param {Place} place
   * @param {{reveal?: boolean}} [how]
   */
  extendTo(place, { reveal = true } = {}) {
    this.other = this.clamp(place);
    this.show({ reveal: false });
    if (reveal) this.drawing.reveal(this.other);
    this.focus();
  }

  /** @param {Address} address */
  goTo(address) {
    const row = this.source.rows.findIndex(({ key }) => key === address.row);
    const column = this.source.columns.findIndex(({ key }) => key === address.column);
    if (row >= 0 && column >= 0) this.moveTo({ row, column });
  }

  show({ reveal = true } = {}) {
    const { drawing, active } = this;
    const { input } = this.editor;
    if (reveal) drawing.reveal(active); // before anything is drawn, so that nothing is laid out twice
    drawing.select(active, this.range);
    input.hidden = !this.address;
    placeOver(input, drawing.box(span(active, active)));
    if (!this.editor.editing) input.setAttribute("aria-activedescendant", drawing.nameCell(active));
    this.options.moved(this);
  }

  /** @param {KeyboardEvent} event */
  takeKey(event) {
    if (this.editor.editing) {
      if (this.editor.takeKey(event)) event.preventDefault();
      return;
    }
    const command = readKey(event);
    if (!command || this.leaves(command)) return;
    event.preventDefault();
    this.run(command, event.shiftKey);
  }

  /** Tab goes on to what stands beside the grid from its last and from its first cell. @param {string} command */
  leaves(command) {
    const { row, column } = this.active;
    const atStart = row === 0 && column === 0;
    const atEnd = row === this.source.rows.length - 1 && column === this.source.columns.length - 1;
    return (command === "next" && (atEnd || !this.address)) || (command === "previous" && (atStart || !this.address));
  }

  /**
   * @param {string} command
   * @param {boolean} extend
   */
  run(command, extend) {
    const last = this.clamp({ row: Infinity, column: Infinity });
    const from = extend ? this.other : this.active;
    const page = this.drawing.rowsInWindow;
    /** @type {Record<string, Place>} */
    const moves = {
      up: { row: from.row - 1, column: from.column }, down: { row: from.row + 1, column: from.column },
      left: { row: from.row, column: from.column - 1 }, right: { row: from.row, column: from.column + 1 },
      pageUp: { row: from.row - page, column: from.column }, pageDown: { row: from.row + page, column: from.column },
      rowStart: { row: from.row, column: 0 }, rowEnd: { row: from.row, column: last.column },
      top: { row: 0, column: from.column }, bottom: { row: last.row, column: from.column }, first: { row: 0, column: 0 }, last,
    };
    const move = moves[command];
    if (move) this.moveTo(move, { extend });
    else if (command === "next" || command === "previous") this.moveTo(this.step(command === "next" ? 1 : -1));
    else if (command === "edit") this.editor.open({ inPlace: true });
    else if (command === "collapse") this.moveTo(this.active);
    else if (command === "all" || command === "row") this.choose(command, last);
    else if (CHANGING.includes(command)) void this.change(command, this.range);
    else this.options.command(command);
  }

  /**
   * A command that builds on what the cells say, once they say it.
   * @param {string} command
   * @param {Range} range
   */
  async change(command, range) {
    if (this.editor.waiting.size) await this.editor.settle();
    if (command === "clear") this.act([...places(range)].map((place) => makeEdit(this.source, place, { text: "", refs: {} })));
    else if (command === "undo" || command === "redo") this.goBack(command);
    else this.fillInside(command === "fillDown", range);
  }

  /** The cell after this one, in the next row after the last of a row. @param {1 | -1} by */
  step(by) {
    const count = this.source.columns.length;
    const place = this.active.row * count + this.active.column + by;
    return { row: Math.floor(place / count), column: place % count };
  }

  /**
   * @param {"all" | "row"} command
   * @param {Place} last
   */
  choose(command, last) {
    const row = command === "row" ? this.active.row : 0;
    this.moveTo({ row, column: 0 });
    this.other = command === "row" ? { row, column: last.column } : last;
    this.show({ reveal: false });
  }

  /**
   * Fill down: the first row of the range is repeated below it; in one cell, the one above is.
   * @param {boolean} down
   * @param {Range} range
   */
  fillInside(down, range) {
    const before = (down ? countRows(range) === 1 : range.left === range.right) ? 1 : 0; // of one cell
    const from = down ? { ...range, top: range.top - before, bottom: range.top - before } : { ...range, left: range.left - before, right: range.left - before };
    if (from.top < 0 || from.left < 0) return;
    this.act(repeatRange(this.source, from, down ? { ...range, top: from.top } : { ...range, left: from.left }));
  }

  /** Repeat the range in a larger one, which then is chosen. @param {Range} to */
  fill(to) {
    this.act(repeatRange(this.source, this.range, to));
    this.choosePlaces(to);
  }

  /** @param {Range} range */
  choosePlaces({ top, left, bottom, right }) {
    [this.active, this.other] = [{ row: top, column: left }, { row: bottom, column: right }];
    this.show();
  }

  /**
   * Write what is another than before and may be written, as one act that can be undone.
   * @param {Edit[]} edits
   * @param {{beside?: boolean}} [how]    `beside` what is locked, too
   */
  act(edits, { beside = false } = {}) {
    if (!this.source.mayEdit) {
      this.tellWhyNot();
      return;
    }
    const changed = edits.filter((edit) => !equal(this.source.read(edit), edit.value));
    const open = changed.filter((edit) => beside || !this.source.show(edit).locked);
    if (open.length < changed.length) this.options.tell("locked", { n: changed.length - open.length });
    if (!open.length) return;
    this.history.record(open.map((edit) => ({ row: edit.row, column: edit.column, before: this.source.read(edit), after: edit.value })));
    this.source.write(open);
  }

  /** @param {"undo" | "redo"} name */
  goBack(name) {
    const act = this.source.mayEdit ? this.history[name]() : undefined;
    if (!act) this.options.tell("nothing");
    else if (Array.isArray(act)) this.writeBack(act, name);
    else this.options.turnBack(act, name);
  }

  /** What others changed since is left as it is. @param {Step[]} steps @param {"undo" | "redo"} name */
  writeBack(steps, name) {
    const ours = steps.filter((step) => this.source.read(step).text === step.before.text);
    this.source.write(ours.map((step) => ({ row: step.row, column: step.column, value: step.after })), { undoes: name === "undo" });
    this.options.tell(name === "undo" ? "undone" : "redone", { n: ours.length });
    if (ours.length < steps.length) this.options.tell("others", { n: steps.length - ours.length });
    if (steps[0]) this.goTo(steps[0]);
  }

  tellWhyNot() {
    const locked = this.address ? this.source.show(this.address).locked : "";
    this.options.tell(this.source.mayEdit && locked ? "lockedHere" : "viewer", { reason: locked });
  }

  /** @param {{row: number, column: number} | null} step */
  afterEditing(step) {
    if (step) this.moveTo({ row: this.active.row + step.row, column: this.active.column + step.column });
    else this.show({ reveal: false });
  }
}

/**
 * @param {Value} one
 * @param {Value} other
 */
function equal(one, other) {
  return one.text === other.text && Object.entries(other.refs).every(([name, ref]) => one.refs[name] === ref);
}
