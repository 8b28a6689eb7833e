/* The sheet as the page knows it: what the server said last, and over it what was typed and is not saved yet. */

import { say } from "../grid/elements.js";

/** @import { Address, Edit, Mark, Row, Column, Value, View } from "../grid/types.js" */
/** @import { Cell, Change, Credit, Cut, Role, SheetData, Texts, Visitor } from "./types.js" */

const SEPARATORS = /[、，,;；\n]/u; // between the names of a cell, for the list under it; the server reads the text itself
const MAX_NEAR = 12; // people whom the server is told of
const MAX_NEAR_ROWS = 200;
/** @type {Record<string, Mark & {key: string}>} */
const SIGNS = {
  waiting: { text: "…", tone: "sign-waiting", key: "cell_waiting" },
  asked: { text: "?", tone: "sign-asked", key: "cell_asked" },
  refused: { text: "!", tone: "sign-refused", key: "cell_refused" },
  conflict: { text: "⇄", tone: "sign-conflict", key: "cell_conflict" },
};

/** @param {{cut: string, role: string}} place */
export const keyOf = ({ cut, role }) => `${cut} ${role}`;

export class Sheet {
  /** @param {Texts} texts */
  constructor(texts) {
    this.texts = texts;
    this.mayEdit = false;
    this.marker = "";
    this.nextNumber = "";
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Column[]} */
    this.columns = [];
    /** @type {Map<string, Role>} */
    this.roles = new Map();
    /** @type {Map<string, Cut>} */
    this.cuts = new Map();
    /** @type {Map<string, Cell>} */
    this.cells = new Map();
    /** @type {Map<string, Change>} */
    this.pending = new Map();
    /** @type {Map<string, string>} */
    this.others = new Map(); // who else stands in a cell
    /** @type {Map<string, string>} */
    this.seen = new Map(); // the revision of a cell when its editing began
  }

  /** @param {SheetData} data */
  load(data) {
    this.mayEdit = data.may_edit;
    this.marker = data.marker;
    this.nextNumber = data.next_number;
    this.roles = new Map(data.roles.map((role) => [role.code, role]));
    this.cuts = new Map(data.cuts.map((cut) => [cut.uid, cut]));
    this.cells = new Map(data.cells.map((cell) => [keyOf(cell), cell]));
    this.rows = data.cuts.map((cut) => ({ key: cut.uid }));
    this.choose(data.columns);
  }

  /** Show these roles, in this order. @param {string[]} codes */
  choose(codes) {
    this.columns = codes.flatMap((code) => {
      const role = this.roles.get(code);
      return role ? [{ key: code, label: role.label, hint: [role.label, role.department].filter(Boolean).join(" · ") }] : [];
    });
  }

  /** @param {Address} address @returns {Cell} */
  find({ row, column }) {
    return this.cells.get(`${row} ${column}`) ?? { cut: row, role: column, revision: "", text: "", credits: [] };
  }

  /** The server's newest cells. @param {Cell[]} cells @returns {Set<string>} the cuts that they are in */
  take(cells) {
    for (const cell of cells) {
      if (cell.credits.length) this.cells.set(keyOf(cell), cell);
      else this.cells.delete(keyOf(cell));
    }
    return new Set(cells.map((cell) => cell.cut));
  }

  /** Where a cut is drawn, in the few characters beside its number. @param {Cut} cut */
  labelCut(cut) {
    return cut.relation ? say(this.texts, `relation_${cut.relation.kind}`, { cut: cut.relation.cut }) : "";
  }

  // What the grid asks of its source.

  /** @param {string} row @returns {View} */
  showHead(row) {
    const cut = this.cuts.get(row);
    if (!cut) return { text: "", tone: "", told: "", marks: [], locked: "" };
    const relation = cut.relation ? `${cut.relation.label} ${cut.relation.cut}` : "";
    const marks = [{ text: cut.status_label, tone: "sign-cut", title: cut.status_label }, { text: this.labelCut(cut), tone: "sign-cut", title: relation }].filter(({ text }) => text);
    return { text: cut.number, tone: cut.status === "omitted" ? "omitted" : "", told: "", marks, locked: "" };
  }

  /** @param {Address} address @returns {View} */
  show(address) {
    const cell = this.find(address), change = this.pending.get(keyOf(cell)), cut = this.cuts.get(address.row);
    const locks = cell.credits.filter((credit) => credit.locked);
    const locked = !change && locks.length && locks.length === cell.credits.length ? (locks[0]?.locked ?? "") : "";
    const borrowed = !change && !cell.credits.length ? (cut?.relation?.names[address.column] ?? "") : "";
    const other = this.others.get(keyOf(cell));
    const marks = [...(change ? [this.sign(change)] : this.listMarks(cell)), ...(other ? [{ text: other, tone: "sign-person", title: say(this.texts, "cell_other", { name: other }) }] : [])];
    const told = [
      ...marks.map((mark) => mark.title ?? mark.text), locked && say(this.texts, "cell_locked", { reason: locked }),
      borrowed && cut && say(this.texts, "cell_borrowed", { from: this.labelCut(cut) }),
    ].filter(Boolean).join(" ");
    return {
      text: change ? joinNames(change.text, locks) : borrowed || joinNames(cell.text, locks), marks, told, locked,
      tone: [change?.state ?? "", locked && "locked", borrowed && "borrowed", cut?.status === "omitted" && "omitted"].filter(Boolean).join(" "),
    };
  }

  /** @param {Change} change @returns {Mark} */
  sign(change) {
    const { text, tone, key } = SIGNS[change.state] ?? { text: "…", tone: "", key: "cell_waiting" };
    return { text, tone, title: say(this.texts, key) };
  }

  /** @param {Cell} cell @returns {Mark[]} */
  listMarks({ credits }) {
    const count = credits.filter((credit) => credit.ai === "used").length;
    const none = credits.length > 0 && credits.every((credit) => credit.ai === "none");
    const disputed = credits.find((credit) => credit.state === "disputed");
    return [
      ...(disputed ? [{ text: "!", tone: "sign-refused", title: disputed.state_label }] : []),
      ...(count ? [{ text: this.texts["ai_mark"] ?? "AI", tone: "sign-ai", title: say(this.texts, "ai_used") }] : []),
      ...(none ? [{ text: this.texts["ai_none_mark"] ?? "", tone: "sign-none", title: say(this.texts, "ai_none") }] : []),
    ];
  }

  /** @param {Address} address @returns {Value} */
  read(address) {
    const change = this.pending.get(`${address.row} ${address.column}`);
    return change ? { text: change.text, refs: change.people } : this.readSaved(address);
  }

  /** @param {Address} address @returns {Value} */
  readSaved(address) {
    const cell = this.find(address);
    const known = cell.credits.filter((credit) => credit.contributor && !credit.locked);
    return { text: cell.text, refs: Object.fromEntries(known.map((credit) => [credit.name, credit.contributor ?? ""])) };
  }

  /** @param {Address} address */
  open(address) {
    const cell = this.find(address);
    this.seen.set(keyOf(cell), this.pending.get(keyOf(cell))?.revision ?? cell.revision);
  }

  /**
   * The changes of edits, which now lie over what the server said.
   * @param {Edit[]} edits
   * @param {{undoes?: boolean}} [how]
   * @returns {Change[]}
   */
  change(edits, { undoes = false } = {}) {
    return edits.map(({ row, column, value }) => {
      const cell = this.find({ row, column }), key = keyOf(cell), before = this.pending.get(key);
      const revision = before && before.state !== "conflict" ? before.revision : (before?.revision ?? this.seen.get(key) ?? cell.revision);
      this.seen.delete(key);
      /** @type {Change} */
      const change = { cut: row, role: column, revision, text: value.text, people: value.refs, answers: {}, undoes, state: "waiting" };
      this.pending.set(key, change);
      return change;
    });
  }

  /** Whom the cells around name, the nearest first: those above it, and those beside the first of them. @param {Address} address */
  listNear({ row, column }) {
    const index = this.rows.findIndex(({ key }) => key === row);
    const above = this.rows.slice(Math.max(0, index - MAX_NEAR_ROWS), index).reverse().map(({ key }) => ({ row: key, column }));
    const beside = this.columns.map(({ key }) => ({ row, column: key })).filter((each) => each.column !== column);
    const near = [...above.slice(0, 1), ...beside, ...above.slice(1)].flatMap((each) => Object.values(this.read(each).refs));
    return [...new Set(near)].filter((ref) => ref && ref !== "new").slice(0, MAX_NEAR);
  }

  /** The name that the caret stands in. @param {string} text @param {number} caret */
  cut(text, caret) {
    let start = caret, end = caret;
    while (start > 0 && !SEPARATORS.test(text.charAt(start - 1))) start -= 1;
    while (end < text.length && !SEPARATORS.test(text.charAt(end))) end += 1;
    while (start < caret && /\s/u.test(text.charAt(start))) start += 1;
    return { start, end, text: text.slice(start, end).trim() };
  }
}

/**
 * What the cell says, and behind it the credits that it cannot change.
 * @param {string} text
 * @param {Credit[]} locks
 */
function joinNames(text, locks) {
  return [text, ...locks.map((credit) => credit.text || credit.absence_label)].filter(Boolean).join("、").replaceAll("\n", "、");
}

/** @param {Visitor} visitor */
export const placeOf = (visitor) => (visitor.cut && visitor.role ? `${visitor.cut} ${visitor.role}` : "");
