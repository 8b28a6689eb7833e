/* The credit list: what has no cut, in the order of the roll; each row is a credit. */

import { isReading } from "../cut_sheet/fold.js";
import { Frame } from "../cut_sheet/frame.js";
import { AiDialog } from "../cut_sheet/ai_dialog.js";
import { findPlace, showKept } from "../cut_sheet/kept.js";
import { makeKeysDialog } from "../cut_sheet/keys_dialog.js";
import { suggestNames } from "../cut_sheet/names.js";
import { Saving } from "../cut_sheet/saving.js";
import { ask } from "../cut_sheet/server.js";
import { getTab } from "../cut_sheet/tab.js";
import { make, say } from "../grid/elements.js";
import { Grid } from "../grid/grid.js";
import { isComposing } from "../grid/keys.js";
import { countCells } from "../grid/ranges.js";
import { parseBlock } from "../grid/tsv.js";
import { turnBack } from "./acts.js";
import { listenToGrips } from "./grips.js";
import { CreditList, asRow, FIELDS } from "./list.js";
import { ListNews } from "./news.js";
import { Order } from "./order.js";
import { suggestRoles } from "./roles.js";
import { sendRows } from "./sending.js";
import { RowPanel } from "./row_panel.js";

/** @import { Address, Edit, Source } from "../grid/types.js" */
/** @import { Answered } from "../cut_sheet/ai_dialog.js" */ /** @import { Change, Result, Texts } from "../cut_sheet/types.js" */
/** @import { ListAddresses } from "./types.js" */

const WIDE = "(min-width: 1200px)"; // enough for the list and the preview beside it
const PROBLEMS = ["conflict", "asked", "refused"];
/** @type {[keys: string, text: string][]} */
const OWN_KEYS = [["Ctrl + Enter", "key_list_new"], ["Alt + ↑, Alt + ↓", "key_list_move"], ["Shift + Space, Delete", "key_list_remove"]];

/**
 * @param {HTMLElement} root
 * @param {{addresses: ListAddresses, texts: Texts}} start
 */
async function openList(root, { addresses, texts }) {
  const list = new CreditList(texts);
  const tab = getTab();
  const place = findPlace(root, addresses.rows);
  const preview = root.querySelector("details");
  if (preview) preview.open = matchMedia(WIDE).matches;
  list.loadList(await ask(addresses.rows));

  const saving = new Saving(list, { send, storage: window.localStorage, prefix: `${place}:pending:`, tab, changed: (rows) => show(rows), told: tellResults, renamed: rewriteHistory });
  const back = () => grid.focus();
  const panel = new RowPanel(list, saving, { edit: () => { back(); if (!tellLocked()) grid.editor.open({ inPlace: true }); }, ai: () => openAi(), back, remove: removeRows, mend });
  const keys = makeKeysDialog(texts, OWN_KEYS);
  const frame = new Frame(root, list, {
    panel: panel.element,
    acts: [
      ["list_new", addRow, true], ["list_up", () => moveRow(-1), true], ["list_down", () => moveRow(1), true], ["list_remove", removeRows, true], ["ai_button", () => openAi(), true],
      ["undo", () => grid.goBack("undo"), true], ["redo", () => grid.goBack("redo"), true], ["help", () => keys.showModal(), false],
    ],
    next: goToProblem,
  });
  const ai = new AiDialog(list, { address: addresses.ai, names: addresses.names, done: takeAnswer });
  root.append(keys, ai.element);
  root.querySelector(".sheet-main")?.append(make("div", { class: "list-side" }, panel.element, preview));

  /** @type {Source} */
  const source = {
    get mayEdit() { return list.mayEdit; },
    get columns() { return list.columns; },
    get rows() { return list.rows; },
    showHead: (row) => list.showHead(row), show: (address) => list.show(address), read: (address) => list.read(address), open: (address) => list.open({ ...address, column: "row" }),
    write, cut: (text, caret) => list.cut(text, caret, grid.address?.column), suggest,
    completes: (query, { column }) => column === "role" || isReading(query), expect: (entered) => saving.expect(entered),
  };
  const title = document.title.split(" | ")[0] ?? "";
  const grid = new Grid(frame.grid, source, {
    words: { label: title, corner: say(texts, "list_section"), input: say(texts, "list_field"), suggestions: say(texts, "list_suggestions") }, historyKey: `${place}:history`,
    tell: (key, values) => (key === "suggested" ? frame.tellUnseen(`grid_${key}`, values) : frame.tell(`grid_${key}`, values)), moved: showPanel, command: run,
    turnBack: (deed, name) => void turnBack(deed, name, { grid, list, address: addresses.ai, frame, reload, placeRow }),
  });
  const order = new Order(list, { address: addresses.order, shown: redraw, reload, refused: (reasons) => frame.say(reasons.join(" ")) });
  const news = new ListNews(list, { address: addresses.news, tab, where: () => grid.address?.row ?? null, isBusy: () => saving.busy || order.busy || list.moved !== null, others: (visitors) => { frame.showPeople(visitors); show(); }, reload });
  for (const dialog of [keys, ai.element]) dialog.addEventListener("close", back);
  grid.editor.input.addEventListener("keydown", takeKey, { capture: true });
  grid.editor.input.addEventListener("paste", makeRoom, { capture: true });
  document.addEventListener("keydown", takePageKey);
  if (list.mayEdit) {
    listenToGrips(grid, (from, to) => putRow(from, to));
    saving.restore();
  }
  redraw();
  if (list.mayEdit && !list.rows.length) addRow();
  back();
  window.setInterval(() => list.pending.size && saving.keep(), 5_000);
  news.ask();

  /** @param {Grid} moved */
  function showPanel(moved) {
    panel.show(moved.address, countCells(moved.range));
    frame.clearStale();
  }

  /** @param {Set<string>} [rows] */
  function show(rows) {
    grid.refresh(rows);
    frame.showState(saving);
    showPanel(grid);
  }

  /** Rows were added, taken out or moved. */
  function redraw() {
    grid.reload(() => list.arrange(list.order));
    show();
  }

  async function reload() {
    const state = await ask(addresses.rows);
    grid.reload(() => list.loadList(state));
    show();
  }

  function openAi() {
    const rows = new Set(grid.addresses.map(({ row }) => row)), credits = [...rows].flatMap((row) => list.find({ row, column: "name" }).credits);
    if (!list.mayEdit || !credits.length) frame.tell(list.mayEdit ? "list_ai_nobody" : "viewer");
    else void ai.open(credits).then((opened) => opened || frame.tell("not_reached"));
  }

  /** @param {Answered} answered */
  function takeAnswer({ entries, body, ...state }) {
    if (entries.length) grid.history.record({ deed: "ai", entries, body, before: "unsaid", after: "said" });
    list.takeState(/** @type {any} */ (state));
    redraw();
    frame.tell("list_ai_saved", { n: body.credits.length });
  }

  /** @param {Edit[]} edits @param {{undoes?: boolean}} [how] */
  function write(edits, how) {
    frame.clearStale();
    const before = list.rows.map(({ key }) => key).join();
    const changes = list.change(edits, how);
    grid.history.rewrite(list.joined.splice(0));
    list.arrange(list.order);
    if (list.rows.map(({ key }) => key).join() !== before) redraw();
    saving.add(changes);
    show();
  }

  /** @param {string} query @param {Address} address */
  async function suggest(query, { row, column }) {
    if (column === "role") return suggestRoles(list.roles.values(), query);
    const role = list.list.get(row)?.role ?? suggestRoles(list.roles.values(), list.getTexts(row).role_text)[0]?.text ?? "";
    return column === "name" || column === "affiliation" ? suggestNames(addresses.names, texts, query, { row: "", column: role }) : [];
  }

  /** @param {Change[]} sent @returns {Promise<Result[]>} */
  async function send(sent) {
    const results = await sendRows(list, addresses.rows, sent);
    for (const key of list.firsts) if (list.list.has(key) && list.firsts.delete(key)) order.move(key, 0);
    window.setTimeout(redraw);
    document.querySelector(".player")?.dispatchEvent(new Event("look"));
    return results;
  }

  /** Rows that were saved in other words are undone all the same. @param {Change[]} changes */
  function rewriteHistory(changes) {
    grid.history.rewrite(changes.flatMap((change) => {
      const row = list.list.get(change.cut);
      return row ? Object.entries(FIELDS).map(([column, field]) => ({ row: change.cut, column, typed: asRow(change).texts[field], kept: { text: row[field], refs: {} } })) : [];
    }));
  }

  /** @param {Result[]} results */
  function tellResults(results) {
    const problems = PROBLEMS.map((status) => ({ status, n: results.filter((result) => result.status === status).length })).filter(({ n }) => n);
    const notes = new Set(results.flatMap((result) => result.notes ?? []));
    const sentences = [...problems.map(({ status, n }) => say(texts, `told_${status}`, { n })), ...notes];
    if (sentences.length) frame.say(sentences.join(" "));
  }

  /** A row behind the active one, of the same role: its name is typed next. */
  function addRow() {
    if (!list.mayEdit) return;
    if (grid.editor.editing) grid.editor.commit(null);
    const key = list.insert(grid.address?.row ?? null);
    redraw();
    const role = list.getTexts(key).role_text;
    grid.goTo({ row: key, column: role ? "name" : "role" });
    if (role) frame.tell("list_same_role", { role });
  }

  /** Rows for a block that is pasted in a new row, or beyond the last one. @param {ClipboardEvent} event */
  function makeRoom(event) {
    const row = grid.address?.row;
    if (!list.mayEdit || grid.editor.editing || !row) return;
    const height = parseBlock(event.clipboardData?.getData("text/plain") ?? "").length;
    const isNew = list.fresh.has(row), missing = isNew ? height - 1 : grid.active.row + height - list.rows.length;
    let above = isNew ? row : (list.rows.at(-1)?.key ?? null);
    for (let count = 0; count < missing; count++) above = list.insert(above);
    if (missing > 0) redraw();
  }

  function removeRows() {
    const rows = new Set(grid.addresses.map(({ row }) => row));
    grid.act([...rows].flatMap((row) => Object.keys(FIELDS).map((column) => ({ row, column, value: { text: "", refs: {} } }))));
    const taken = [...rows].filter((row) => list.pending.has(`${list.resolve(row)} row`)).length;
    for (const row of rows) if (list.fresh.has(row) && !list.pending.has(`${row} row`)) list.fresh.delete(row);
    redraw();
    if (taken) frame.say(say(texts, "list_removed", { n: taken }), frame.makeUndo(() => { grid.goBack("undo"); back(); }));
  }

  /** A row of mine that somebody else took out: mine comes back as a new one. @param {Change} change */
  function mend(change) {
    list.fresh.delete(change.cut);
    saving.drop(change);
    write(Object.entries(FIELDS).map(([column, field]) => ({ row: change.cut, column, value: { text: asRow(change).texts[field], refs: column === "name" ? change.people : {} } })));
  }

  /** @param {number} step */
  function moveRow(step) {
    const row = grid.address?.row;
    if (row && list.mayEdit) putRow(row, list.order.indexOf(row) + step);
  }

  /** @param {string} row @param {number} to    its place among the rows that are saved */
  function putRow(row, to) {
    if (!list.list.has(row)) frame.tell("list_save_first");
    else {
      const before = findAbove(row);
      if (placeRow(row, to)) grid.history.record({ deed: "move", row, before, after: findAbove(row) });
    }
  }

  /** The saved row above one; null for the first. @param {string} row @returns {string | null} */
  function findAbove(row) {
    return list.order[list.order.indexOf(row) - 1] ?? null;
  }

  /** @param {string} row @param {number} to */
  function placeRow(row, to) {
    if (!order.move(row, to)) return false;
    redraw();
    grid.goTo({ row, column: grid.address?.column ?? "name" });
    frame.tell("list_moved", { row: list.getTexts(row).name_text, n: list.order.indexOf(row) + 1, of: list.order.length });
    return true;
  }

  /** A row has one name: nothing is added beside what is locked. */
  function tellLocked() {
    const locked = Boolean(grid.address && list.show(grid.address).locked);
    if (locked) grid.tellWhyNot();
    return locked;
  }

  /** Keys of the list beside those of the grid. @param {KeyboardEvent} event */
  function takeKey(event) {
    if (isComposing(event)) return;
    const step = event.altKey && !grid.editor.editing ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    const opens = !grid.editor.editing && !event.ctrlKey && !event.metaKey && (event.key === "Enter" || event.key === "F2");
    if (step) moveRow(step);
    else if (opens) {
      if (!tellLocked()) return;
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (grid.editor.editing) grid.editor.take(null);
      addRow();
    } else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {KeyboardEvent} event */
  function takePageKey(event) {
    if (event.defaultPrevented || keys.open || ai.element.open) return;
    if (event.key === "F1") keys.showModal();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) addRow();
    else if (event.key === "F6" && event.target !== grid.editor.input) back();
    else return;
    event.preventDefault();
  }

  /** @param {string} name */
  function run(name) {
    if (name === "help") keys.showModal();
    else if (name === "panel") panel.focus();
    else if (name === "problem") goToProblem();
  }

  /** The next row that waits for a person, after the active one. */
  function goToProblem() {
    const open = [...list.pending.values()].filter((change) => PROBLEMS.includes(change.state)).sort((one, other) => list.rank(one.cut) - list.rank(other.cut));
    const next = open.find((change) => list.rank(change.cut) > grid.active.row) ?? open[0];
    if (next) grid.goTo({ row: next.cut, column: "name" });
    else frame.tell("no_problems");
  }
}

const root = document.getElementById("credit-list");
const start = JSON.parse(document.getElementById("list")?.textContent ?? "{}");
if (root) {
  openList(root, start).catch((error) => {
    showKept(root, start.texts ?? {}, findPlace(root, start.addresses?.rows ?? ""));
    throw error;
  });
}
