/* The credit list as the page knows it: the rows that the server has, over them what was typed, and rows that are new. */

import { keyOf, Sheet } from "../cut_sheet/sheet.js";
import { say } from "../grid/elements.js";
import { makeUid, nextUid } from "./uids.js";

/** @import { Address, Edit, Mark, Value, View } from "../grid/types.js" */
/** @import { Cell, Change, Result, Texts } from "../cut_sheet/types.js" */
/** @import { Fresh, ListData, ListRow, ListState, RowChange, RowResult, RowTexts } from "./types.js" */

/** The columns that are typed in, and what the server calls their texts. @type {Record<string, keyof RowTexts>} */
export const FIELDS = { role: "role_text", name: "name_text", affiliation: "affiliation", character: "character" };
const TOLD = ["scope", "ai", "state"]; // columns that only tell
/** @type {Set<string>} */
const NONE_SENT = new Set();
const ROW = "row"; // what a change is of, where the cut sheet has a role
/** @type {RowTexts} */
const NOTHING = { role_text: "", character: "", name_text: "", affiliation: "" };

/** @type {Omit<Edit, "row">[]} */
const EMPTIED = Object.keys(FIELDS).map((column) => ({ column, value: { text: "", refs: {} } }));

export class CreditList extends Sheet {
  /** @param {Texts} texts */
  constructor(texts) {
    super(texts);
    this.version = 0;
    this.clockMs = 0; // the server's clock, less this one's
    /** @type {Map<string, ListRow>} */
    this.list = new Map();
    /** @type {Map<string, Fresh>} */
    this.fresh = new Map();
    /** @type {Map<string, string>} */
    this.successors = new Map(); // of a row that was taken out and is back
    /** @type {string[] | null} */
    this.moved = null; // the order that the server does not have yet
    /** @type {Set<string>} */
    this.firsts = new Set(); // keys of rows that come back as the first
    /** @type {Map<string, {above: string | null, texts: RowTexts}>} */
    this.gone = new Map(); // rows that were taken out here
    /** @type {{row: string, column: string, typed: string, kept: Value}[]} */
    this.joined = []; // rows that were taken out with those that their other names became: what brings all of them back
    /** @type {Set<string>} */
    this.begins = new Set(); // rows with which a section begins
    this.columns = [...Object.keys(FIELDS), ...TOLD].map((key) => ({ key, label: say(texts, `column_${key}`) }));
  }

  /** @param {ListData} data */
  loadList(data) {
    this.mayEdit = data.may_edit;
    this.clockMs = data.clock - Date.now();
    this.roles = new Map(data.roles.map((role) => [role.code, role]));
    this.takeState(data);
  }

  /** What the server has now. @param {ListState} state */
  takeState({ version, marker, rows }) {
    this.version = version;
    this.marker = marker;
    this.list = new Map(rows.map((row) => [row.uid, row]));
    for (const uid of this.list.keys()) this.fresh.delete(uid);
    this.arrange(this.keepMoved([...this.list.keys()]));
  }

  /** The order that somebody gave here and the server does not have yet goes before its own. @param {string[]} uids */
  keepMoved(uids) {
    if (!this.moved) return uids;
    const known = new Set(this.moved), there = new Set(uids);
    const order = this.moved.filter((uid) => there.has(uid));
    uids.forEach((uid, index) => known.has(uid) || order.splice(index ? order.indexOf(uids[index - 1] ?? "") + 1 : 0, 0, uid));
    return order;
  }

  /** The rows in their order: those of the server, and new ones behind the row they were put behind. @param {string[]} order */
  arrange(order) {
    const keys = [...order];
    for (const change of this.pending.values()) {
      const isNew = !this.list.has(change.cut) && !this.fresh.has(change.cut) && !asRow(change).removed;
      if (isNew) this.fresh.set(change.cut, { texts: textsOf(change), after: null });
    }
    for (const [key, { after }] of this.fresh) {
      const above = after ? keys.indexOf(this.resolve(after)) : -1;
      keys.splice(above < 0 ? keys.length : above + 1, 0, key);
    }
    this.rows = keys.map((key) => ({ key }));
    this.begins = new Set(keys.filter((key, index) => !index || this.nameSection(key) !== this.nameSection(keys[index - 1] ?? "")));
  }

  /** The rows that the server has, as they stand here. */
  get order() {
    return this.rows.map(({ key }) => key).filter((key) => this.list.has(key));
  }

  /** @param {string} key */
  resolve(key) {
    let found = key;
    for (let next = this.successors.get(found); next; next = this.successors.get(found)) found = next;
    return found;
  }

  /** @param {string} key @returns {string} */
  nameSection(key) {
    const row = this.list.get(key);
    if (row) return row.section;
    const after = this.fresh.get(key)?.after;
    return after ? this.nameSection(this.resolve(after)) : "";
  }

  /** A row behind another, of the same role. @param {string | null} after @param {RowTexts} [texts] @returns {string} its key */
  insert(after, texts) {
    const key = makeUid(Date.now() + this.clockMs);
    const role_text = after ? this.getTexts(after).role_text : "";
    this.fresh.set(key, { texts: texts ?? { ...NOTHING, role_text }, after });
    this.arrange(this.order);
    return key;
  }

  /** What a row says, or would. @param {string} row @returns {RowTexts} */
  getTexts(row) {
    const key = this.resolve(row), change = this.pending.get(`${key} ${ROW}`);
    return (change && textsOf(change)) ?? this.fresh.get(key)?.texts ?? this.list.get(key) ?? NOTHING;
  }

  /** The nearest row above that the server has, or is told of at the same time. @param {string} key @param {Set<string>} sent */
  findAbove(key, sent) {
    const index = this.rows.findIndex((row) => row.key === key);
    const above = this.rows.slice(0, Math.max(0, index)).reverse().find((row) => this.list.has(row.key) || sent.has(row.key));
    return above?.key ?? null;
  }

  /** @param {string} key */
  rank(key) {
    return this.rows.findIndex((row) => row.key === key);
  }

  // What is shared with the cut sheet asks for these: a row is one cell there.

  /** @override @param {Address} address @returns {Cell} */
  find({ row }) {
    const key = this.resolve(row), known = this.list.get(key);
    const text = known ? write(known) : "";
    return {
      cut: key, role: ROW, revision: known?.revision ?? "", text,
      credits: known ? [{ uid: known.uid, version: known.version, name: known.name_text, text, contributor: known.contributor, affiliation: known.affiliation, state: known.state, state_label: known.state_label, ai: known.ai, absence: "", absence_label: known.absence_label, locked: known.locked }] : [],
    };
  }

  /** @override @returns {Set<string>} */
  take() {
    return new Set(); // the answer had the whole list
  }

  // What the grid asks of its source.

  /** @override @param {string} row @returns {View} */
  showHead(row) {
    const text = this.begins.has(row) ? this.nameSection(row) : "";
    return { text, tone: this.begins.has(row) ? "section" : "", told: "", marks: this.mayEdit && this.list.has(row) ? [{ text: "⠿", tone: "list-grip" }] : [], locked: "" };
  }

  /** @override @param {Address} address @returns {View} */
  show({ row, column }) {
    const known = this.list.get(row), change = this.pending.get(`${row} ${ROW}`), field = FIELDS[column];
    const locked = known?.locked ?? "", other = this.others.get(`${row} ${ROW}`);
    /** @type {Mark[]} */
    const marks = column !== "name" ? [] : [...(change ? [this.sign(change)] : []), ...(other ? [{ text: other, tone: "sign-person", title: say(this.texts, "cell_other", { name: other }) }] : [])];
    const text = field ? this.getTexts(row)[field] || (column === "name" ? (known?.absence_label ?? "") : "") : this.tell(column, known);
    return {
      text, marks, locked: field ? locked : say(this.texts, "list_told_only"),
      told: [...marks.map((mark) => mark.title ?? mark.text), field && locked && say(this.texts, "cell_locked", { reason: locked })].filter(Boolean).join(" "),
      tone: [change?.state ?? "", locked && "locked", change && asRow(change).removed && "omitted", this.begins.has(row) && "section", !field && "told-only", !known && !change && "fresh"].filter(Boolean).join(" "),
    };
  }

  /** @param {string} column @param {ListRow | undefined} row */
  tell(column, row) {
    if (column === "scope") return row?.scope_text ?? "";
    if (column === "ai") return row && row.ai !== "not_asked" ? (this.texts[row.ai === "used" ? "ai_mark" : "ai_none_mark"] ?? "") : "";
    return row?.state_label ?? "";
  }

  /** @override @param {Address} address @returns {Value} */
  read({ row, column }) {
    const key = this.resolve(row), field = FIELDS[column], known = this.list.get(key), change = this.pending.get(`${key} ${ROW}`);
    if (!field) return { text: this.tell(column, known), refs: {} };
    const refs = change?.people ?? (known?.contributor ? { [known.name_text]: known.contributor } : {});
    const value = { text: this.getTexts(row)[field], refs: column === "name" ? refs : {} };
    // What is undone takes out a row that was fresh, and puts one that was taken out where it stood.
    return known ? { ...value, above: this.findAbove(key, NONE_SENT) } : { ...value, fresh: true };
  }

  /**
   * The changes of edits. A row that is emptied is taken out; a new one is sent once it has a name.
   * @override
   * @param {Edit[]} edits
   * @param {{undoes?: boolean}} [how]
   * @returns {Change[]}
   */
  change(edits, how) {
    /** @type {Map<string, Edit[]>} */
    const byRow = new Map();
    for (const edit of edits) if (FIELDS[edit.column]) byRow.set(edit.row, [...(byRow.get(edit.row) ?? []), edit]);
    return [...byRow].flatMap(([row, own]) => {
      const takesOut = Boolean(how?.undoes) && own.some(({ value }) => value.fresh);
      const family = takesOut ? this.listFamily(this.resolve(row)) : [];
      const names = [row, ...family].map((key) => this.getTexts(key).name_text);
      if (family.length) this.joined.push({ row, column: "name", typed: names[0] ?? "", kept: { text: names.join("、"), refs: {} } });
      return [row, ...family].flatMap((key) => this.changeRow(key, takesOut ? EMPTIED.map((each) => ({ ...each, row: key })) : own, how) ?? []);
    });
  }

  /** The rows that the other names of a new row became: their identifiers count on from its own. @param {string} key */
  listFamily(key) {
    const found = [];
    for (let next = nextUid(key); this.list.has(next); next = nextUid(next)) found.push(next);
    return found;
  }

  /** @param {string} row @param {Edit[]} edits @param {{undoes?: boolean}} [how] @returns {RowChange | undefined} */
  changeRow(row, edits, { undoes = false } = {}) {
    let key = this.resolve(row);
    const known = this.list.get(key), before = this.pending.get(`${key} ${ROW}`);
    const gone = known || before || this.fresh.has(key) ? undefined : this.gone.get(key);
    const texts = { ...pick(gone?.texts ?? this.getTexts(key)), ...(gone ? { name_text: "" } : {}), ...Object.fromEntries(edits.map(({ column, value }) => [FIELDS[column], value.text])) };
    let people = before?.people ?? {};
    for (const { column, value } of edits) if (column === "name") people = value.refs;
    const removed = Object.values(texts).every((text) => !text) || (!known && !texts.name_text && edits.some(({ column }) => column === "name"));
    if (!known && removed && before?.revision !== undefined) this.pending.delete(`${key} ${ROW}`);
    if (known && removed) this.gone.set(key, { above: this.findAbove(key, NONE_SENT), texts: pick(known) });
    if (!known && !before && !this.fresh.has(key)) {
      // It was taken out: what is undone comes back as a new one, where it stood.
      const above = edits.find(({ value }) => value.above !== undefined)?.value.above ?? gone?.above;
      const back = this.insert(above ?? null, texts);
      if (above === null) this.firsts.add(back);
      this.successors.set(key, back);
      key = back;
    }
    if (!known) this.fresh.set(key, { after: this.fresh.get(key)?.after ?? null, texts });
    if (!known && !texts.name_text) return undefined;
    const seen = this.seen.get(`${key} ${ROW}`) ?? known?.revision ?? "";
    this.seen.delete(`${key} ${ROW}`);
    /** @type {RowChange} */
    const change = { cut: key, role: ROW, revision: before?.revision ?? seen, text: write(texts), texts, removed, people, answers: {}, undoes, state: "waiting" };
    this.pending.set(keyOf(change), change);
    return change;
  }

  /** @override @param {string} text @param {number} caret @param {string} [column] */
  cut(text, caret, column = "name") {
    return column === "name" ? super.cut(text, caret) : { start: 0, end: text.length, text: text.trim() };
  }

  /** What the server says of a row, as saving takes it. @param {RowResult} result @returns {Result} */
  readResult({ key, ...result }) {
    return { cut: key, role: ROW, text: result.name_text === undefined ? "" : write({ ...NOTHING, ...pick(result) }), credits: [], revision: result.revision, status: result.status, by: result.by, choices: result.choices, reasons: result.reasons, fixes: result.fixes, notes: result.notes };
  }
}

/** @param {Change} change */
export const asRow = (change) => /** @type {RowChange} */ (change);

/** @param {Change} change */
const textsOf = (change) => asRow(change).texts;

/** @param {Partial<RowTexts>} from @returns {RowTexts} */
function pick({ role_text = "", character = "", name_text = "", affiliation = "" }) {
  return { role_text, character, name_text, affiliation };
}

/** A row in one line. @param {RowTexts} texts */
export function write({ role_text, character, name_text, affiliation }) {
  const name = affiliation ? `${name_text}（${affiliation}）` : name_text;
  return [role_text, character, name].filter(Boolean).join("　");
}
