/* The table as elements: a sticky head and first column, and only those rows that are in the window. */

import { make } from "./elements.js";
import { contains } from "./ranges.js";

/** @import { Place, Range, Source, View } from "./types.js" */

const SPARE_ROWS = 6; // drawn above and below the window, so that a turn of the wheel shows no gap
const LONG_CHARACTERS = 8; // of a text that may be cut off, so that it is shown under the pointer
let grids = 0;

export class Drawing {
  /**
   * @param {HTMLElement} root
   * @param {Source} source
   * @param {{label: string, corner: string}} words
   */
  constructor(root, source, words) {
    this.source = source;
    this.words = words;
    this.id = `grid-${(grids += 1)}`;
    /** @type {Map<number, HTMLElement>} */
    this.drawn = new Map();
    /** @type {HTMLElement[]} */
    this.spare = [];
    /** @type {Place} */
    this.active = { row: 0, column: 0 };
    /** @type {Range} */
    this.range = { top: 0, bottom: 0, left: 0, right: 0 };
    this.head = make("div", { class: "grid-head", role: "row", "aria-rowindex": 1 });
    this.body = make("div", { class: "grid-body", role: "rowgroup" });
    this.table = make("div", { id: this.id, class: "grid-table", role: "grid", "aria-label": words.label, "aria-multiselectable": "true" },
      make("div", { role: "rowgroup", class: "grid-top" }, this.head), this.body);
    this.selected = make("div", { class: "grid-range", "aria-hidden": "true" }, make("span", { class: "grid-handle" }));
    this.filled = make("div", { class: "grid-filled", hidden: true, "aria-hidden": "true" });
    this.scroller = make("div", { class: "grid-scroll" }, make("div", { class: "grid-sheet" }, this.table, this.filled, this.selected));
    root.append(this.scroller);
    this.rowHeight = this.cellWidth = this.headWidth = this.headHeight = this.width = this.height = 1;
    this.scroller.addEventListener("scroll", () => this.drawWindow(), { passive: true });
    new ResizeObserver(() => this.measure() && this.drawAll()).observe(this.scroller);
    this.measure();
  }

  get sheet() {
    return /** @type {HTMLElement} */ (this.scroller.firstElementChild);
  }

  /** Sizes are the stylesheet's, which has others for a thumb. */
  measure() {
    const style = getComputedStyle(this.scroller);
    const read = (/** @type {string} */ name) => parseFloat(style.getPropertyValue(name)) || 32;
    this.rowHeight = read("--row-height");
    this.cellWidth = read("--cell-width");
    this.headWidth = read("--head-width");
    this.headHeight = read("--top-height");
    this.width = this.scroller.clientWidth;
    this.height = this.scroller.clientHeight;
    return true;
  }

  /** Everything anew: rows or columns are others than before. */
  drawAll() {
    const { columns, rows } = this.source;
    this.table.setAttribute("aria-rowcount", String(rows.length + 1));
    this.table.setAttribute("aria-colcount", String(columns.length + 1));
    this.table.setAttribute("aria-readonly", String(!this.source.mayEdit));
    this.sheet.style.setProperty("width", `${this.headWidth + columns.length * this.cellWidth}px`);
    this.body.style.setProperty("height", `${rows.length * this.rowHeight}px`);
    this.head.replaceChildren(
      make("div", { role: "columnheader", class: "grid-corner", "aria-colindex": 1 }, this.words.corner),
      ...columns.map((column, index) =>
        make("div", { role: "columnheader", class: "grid-column", "aria-colindex": index + 2, title: column.hint ?? column.label }, make("span", {}, column.label))),
    );
    for (const row of this.drawn.values()) row.remove();
    this.drawn.clear();
    this.spare = [];
    this.drawWindow();
    this.select(this.active, this.range);
  }

  /** The rows of the window, and the active one, which a screen reader asks for wherever the window is. */
  drawWindow() {
    const { scrollTop } = this.scroller;
    const count = this.source.rows.length;
    const first = Math.max(0, Math.floor(scrollTop / this.rowHeight) - SPARE_ROWS);
    const last = Math.min(count - 1, Math.ceil((scrollTop + this.height) / this.rowHeight) + SPARE_ROWS);
    const wanted = (/** @type {number} */ index) => (index >= first && index <= last) || (index === this.active.row && index < count);
    for (const [index, row] of this.drawn) {
      if (wanted(index)) continue;
      this.drawn.delete(index);
      this.spare.push(row);
    }
    for (let index = first; index <= last; index++) if (!this.drawn.has(index)) this.drawRow(index);
    if (wanted(this.active.row) && !this.drawn.has(this.active.row)) this.drawRow(this.active.row);
    for (const row of this.spare) row.remove();
  }

  /** @param {number} index */
  drawRow(index) {
    const row = this.spare.pop() ?? this.makeRow();
    row.setAttribute("aria-rowindex", String(index + 2));
    row.style.setProperty("transform", `translateY(${index * this.rowHeight}px)`);
    row.classList.toggle("grid-odd", index % 2 === 1);
    this.drawn.set(index, row);
    this.fillRow(index, row);
    if (!row.isConnected) this.body.append(row);
  }

  makeRow() {
    const cells = this.source.columns.map((_column, index) => make("div", { role: "gridcell", class: "grid-cell", "aria-colindex": index + 2 }));
    return make("div", { role: "row", class: "grid-row" }, make("div", { role: "rowheader", class: "grid-rowhead", "aria-colindex": 1 }), ...cells);
  }

  /**
   * @param {number} index
   * @param {HTMLElement} row
   */
  fillRow(index, row) {
    const key = this.source.rows[index]?.key ?? "";
    const [head, ...cells] = /** @type {HTMLElement[]} */ ([...row.children]);
    if (head) fillCell(head, this.source.showHead(key));
    const active = this.active.row === index;
    head?.classList.toggle("active", active);
    cells.forEach((cell, column) => {
      fillCell(cell, this.source.show({ row: key, column: this.source.columns[column]?.key ?? "" }));
      this.nameActive(cell, { row: index, column });
      setFlag(cell, "aria-selected", contains(this.range, { row: index, column }));
    });
  }

  /** What is shown may have changed: the rows that are drawn, by their keys, or all of them. @param {Set<string>} [keys] */
  refresh(keys) {
    for (const [index, row] of this.drawn) {
      if (!keys || keys.has(this.source.rows[index]?.key ?? "")) this.fillRow(index, row);
    }
  }

  /** Only the active cell needs a name, for the field that has the focus. @param {Element} cell @param {Place} place */
  nameActive(cell, { row, column }) {
    if (row === this.active.row && column === this.active.column) cell.id = this.nameCell({ row, column });
    else if (cell.id) cell.removeAttribute("id");
  }

  /** @param {Place} place */
  nameCell({ row, column }) {
    return `${this.id}-${row}-${column}`;
  }

  /**
   * @param {Place} active
   * @param {Range} range
   */
  select(active, range) {
    const { active: before, range: old } = this;
    this.active = active;
    this.range = range;
    this.drawWindow();
    for (const [index, row] of this.drawn) {
      const touched = (index >= old.top && index <= old.bottom) || (index >= range.top && index <= range.bottom);
      if (touched) [...row.children].slice(1).forEach((cell, column) => setFlag(cell, "aria-selected", contains(range, { row: index, column })));
    }
    for (const place of [before, active]) {
      const row = this.drawn.get(place.row), cell = row?.children[place.column + 1];
      row?.firstElementChild?.classList.toggle("active", place.row === active.row);
      if (cell) this.nameActive(cell, place);
    }
    [...this.head.children].slice(1).forEach((column, index) => column.classList.toggle("active", index === active.column));
    placeOver(this.selected, this.box(range));
  }

  /** Where a range lies in the sheet, in pixels. @param {Range} range */
  box({ top, bottom, left, right }) {
    return {
      x: this.headWidth + left * this.cellWidth, y: this.headHeight + top * this.rowHeight,
      width: (right - left + 1) * this.cellWidth, height: (bottom - top + 1) * this.rowHeight,
    };
  }

  /** Scroll as little as shows the whole cell beside what is sticky. @param {Place} place */
  reveal({ row, column }) {
    const { scroller } = this;
    const { scrollTop, scrollLeft } = scroller;
    const { x, y, width, height } = this.box({ top: row, bottom: row, left: column, right: column });
    const top = y - this.headHeight, left = x - this.headWidth;
    if (top < scrollTop) scroller.scrollTop = top;
    else if (y + height > scrollTop + this.height) scroller.scrollTop = y + height - this.height;
    if (left < scrollLeft) scroller.scrollLeft = left;
    else if (x + width > scrollLeft + this.width) scroller.scrollLeft = x + width - this.width;
  }

  /** The nearest cell to a point of the window. @param {{clientX: number, clientY: number}} point @returns {Place} */
  find({ clientX, clientY }) {
    const box = this.sheet.getBoundingClientRect();
    const clamp = (/** @type {number} */ value, /** @type {number} */ count) => Math.max(0, Math.min(count - 1, Math.floor(value)));
    return {
      row: clamp((clientY - box.top - this.headHeight) / this.rowHeight, this.source.rows.length),
      column: clamp((clientX - box.left - this.headWidth) / this.cellWidth, this.source.columns.length),
    };
  }

  get rowsInWindow() {
    return Math.max(1, Math.floor((this.height - this.headHeight) / this.rowHeight) - 1);
  }
}

/** @type {WeakMap<Element, string>} */
const shown = new WeakMap();

/**
 * A cell says what its view says; one that says it already is left alone.
 * @param {HTMLElement} cell
 * @param {View} view
 */
function fillCell(cell, view) {
  const now = JSON.stringify(view), before = shown.get(cell);
  if (before === now) return;
  shown.set(cell, now);
  const base = cell.classList.item(0) ?? "";
  const name = `${base} ${view.tone}${cell.classList.contains("active") ? " active" : ""}`;
  if (cell.className !== name) cell.className = name;
  if (base === "grid-cell") setFlag(cell, "aria-readonly", view.locked !== "");
  // Most cells are a text alone, in which nothing but the text has to change.
  const [only] = cell.childNodes;
  if (!view.marks.length && !view.told && cell.childNodes.length === 1 && only) only.textContent = view.text;
  else cell.replaceChildren(
    make("span", { class: "grid-text" }, view.text),
    ...view.marks.map((mark) => make("span", { class: `grid-mark ${mark.tone}`, title: mark.title }, mark.text)),
    ...(view.told ? [make("span", { class: "visually-hidden" }, ` ${view.told}`)] : []),
  );
  if (view.text.length > LONG_CHARACTERS) cell.title = view.text;
  else if (before) cell.removeAttribute("title");
}

/**
 * @param {Element} cell
 * @param {string} name
 * @param {boolean} value
 */
function setFlag(cell, name, value) {
  const now = String(value);
  if (cell.getAttribute(name) !== now) cell.setAttribute(name, now);
}

/**
 * @param {HTMLElement} element
 * @param {{x: number, y: number, width: number, height: number}} box
 */
export function placeOver(element, { x, y, width, height }) {
  element.style.setProperty("transform", `translate(${x}px, ${y}px)`);
  element.style.setProperty("width", `${width}px`);
  element.style.setProperty("height", `${height}px`);
}
