/* The cut sheet: cuts are rows, roles are columns, names are what is typed. */

import { say } from "../grid/elements.js";
import { Grid } from "../grid/grid.js";
import { countCells } from "../grid/ranges.js";
import { AddCutsDialog } from "./add_cuts.js";
import { AiDialog } from "./ai_dialog.js";
import { goToHash, turnBack } from "./acts.js";
import { CutDialog } from "./cut_dialog.js";
import { ColumnsDialog } from "./columns_dialog.js";
import { CommandLine } from "./command_line.js";
import { isReading } from "./fold.js";
import { Frame } from "./frame.js";
import { findPlace, showKept } from "./kept.js";
import { makeKeysDialog } from "./keys_dialog.js";
import { suggestNames } from "./names.js";
import { News } from "./news.js";
import { Panel } from "./panel.js";
import { Saving, sendCells } from "./saving.js";
import { ask } from "./server.js";
import { Sheet } from "./sheet.js";
import { getTab } from "./tab.js";

/** @import { Edit, Source } from "../grid/types.js" */
/** @import { Addresses, Cell, Result, Texts } from "./types.js" */

const PROBLEMS = ["conflict", "asked", "refused"];

/**
 * @param {HTMLElement} root
 * @param {{addresses: Addresses, texts: Texts}} start
 */
async function openSheet(root, { addresses, texts }) {
  const sheet = new Sheet(texts);
  const tab = getTab();
  const place = findPlace(root, addresses.cells);
  sheet.load(await ask(addresses.cells));

  const saving = new Saving(sheet, {
    send: (changes) => sendCells(addresses.cells, changes), storage: window.localStorage, prefix: `${place}:pending:`, tab,
    changed: (cuts) => show(cuts), told: (results) => tellResults(results),
    renamed: (changes) => grid.history.rewrite(changes.map(({ cut: row, role: column, text }) => ({ row, column, typed: text, kept: sheet.readSaved({ row, column }) }))),
  });
  const back = () => grid.focus();
  const panel = new Panel(sheet, saving, { edit: () => { back(); grid.editor.open({ inPlace: true }); }, ai: () => openAi(), back });
  const command = new CommandLine(sheet, { address: addresses.command, act: (edits) => grid.act(edits), back });
  const keys = makeKeysDialog(texts);
  const columns = new ColumnsDialog(sheet, { address: addresses.columns, done: (codes) => grid.reload(() => sheet.choose(codes)) });
  const cuts = new AddCutsDialog(sheet, {
    address: addresses.cuts,
    done: async (added, _next, told) => {
      await reload();
      if (added[0]) grid.goTo({ row: added[0].uid, column: sheet.columns[0]?.key ?? "" });
      frame.say([say(texts, "cuts_added", { n: added.length }), ...told].join(" "));
    },
  });
  const cut = new CutDialog(sheet, {
    address: addresses.cuts,
    renamed: ({ uid, number: before }, after) => { grid.history.record({ deed: "rename", cut: uid, before, after }); void reload(); frame.tell("cut_renamed", { before, after }); },
    removed: ({ uid, number }) => {
      grid.history.record({ deed: "cut", cut: uid, before: true, after: false });
      void reload();
      frame.say(say(texts, "cut_removed", { cut: number }), frame.makeUndo(() => grid.goBack("undo")));
    },
  });
  const ai = new AiDialog(sheet, {
    address: addresses.ai, names: addresses.names,
    done: ({ cells = [], entries, body }) => {
      if (entries.length) grid.history.record({ deed: "ai", entries, body, before: "unsaid", after: "said" });
      takeCells(cells);
      frame.tell("ai_saved", { n: cells.length });
    },
  });
  const frame = new Frame(root, sheet, {
    command: command.element, told: command.told, panel: panel.element,
    acts: [
      ["add_cuts", () => cuts.open(), true], ["cut_edit", () => openCut(), true], ["columns", () => columns.open(), false], ["ai_button", () => openAi(), true],
      ["undo", () => grid.goBack("undo"), true], ["redo", () => grid.goBack("redo"), true], ["help", () => keys.showModal(), false],
    ],
    next: () => goToProblem(),
  });
  root.append(keys, columns.element, cuts.element, cut.element, ai.element);

  /** @type {Source} */
  const source = {
    get mayEdit() { return sheet.mayEdit; },
    get columns() { return sheet.columns; },
    get rows() { return sheet.rows; },
    showHead: (row) => sheet.showHead(row), show: (address) => sheet.show(address), read: (address) => sheet.read(address), open: (address) => sheet.open(address),
    write: (edits, how) => { frame.clearStale(); saving.add(sheet.change(edits, how)); }, cut: (text, caret) => sheet.cut(text, caret), suggest: (query, address) => suggestNames(addresses.names, texts, query, address, sheet.listNear(address)),
    completes: (query) => isReading(query), expect: (entered) => saving.expect(entered),
  };
  const title = document.title.split(" | ")[0] ?? "";
  const grid = new Grid(frame.grid, source, {
    words: { label: title, corner: say(texts, "cut"), input: say(texts, "cell"), suggestions: say(texts, "names") }, historyKey: `${place}:history`,
    tell: (key, values) => (key === "suggested" ? frame.tellUnseen(`grid_${key}`, values) : frame.tell(`grid_${key}`, values)), moved: showPanel, command: (name) => run(name),
    turnBack: (deed, name) => void turnBack(deed, name, { grid, sheet, addresses, frame, reload, takeCells }),
  });
  const news = new News(sheet, { address: addresses.news, tab, where: () => grid.address, changed: (changed) => { if (changed.size) show(changed); }, others: (visitors) => frame.showPeople(visitors), reload });
  // A dialog says that it is closed only later: whoever types somewhere by then stays there.
  for (const dialog of root.querySelectorAll("dialog")) dialog.addEventListener("close", () => (document.activeElement instanceof HTMLInputElement && !dialog.contains(document.activeElement)) || back());
  document.addEventListener("keydown", (event) => takeKey(event));
  if (sheet.mayEdit) saving.restore();
  show();
  back();
  goToHash(grid, sheet);
  window.addEventListener("hashchange", () => goToHash(grid, sheet));
  window.setInterval(() => sheet.pending.size && saving.keep(), 5_000);
  news.ask();

  /** @param {Grid} moved    which is this page's, also while it is being made */
  function showPanel(moved) {
    panel.show(moved.address, countCells(moved.range));
    frame.clearStale();
  }

  /** @param {Set<string>} [rows]    the cuts that may show something else; all without it */
  function show(rows) {
    grid.refresh(rows);
    frame.showState(saving);
    showPanel(grid);
  }

  /** The whole sheet again; what is pending or being edited stays, and so does from where news are told. */
  async function reload() {
    const data = await ask(addresses.cells);
    grid.reload(() => sheet.load({ ...data, marker: sheet.marker, columns: sheet.columns.map(({ key }) => key) }));
    show();
  }

  /** @param {Cell[]} cells    that something else than typing changed */
  function takeCells(cells) {
    news.note(cells);
    show(sheet.take(cells));
  }

  function openCut() {
    const active = sheet.cuts.get(grid.address?.row ?? "");
    if (active && sheet.mayEdit) cut.open(active);
    else frame.tell(sheet.mayEdit ? "no_cuts" : "viewer");
  }

  function openAi() {
    const credits = grid.addresses.flatMap((address) => sheet.find(address).credits);
    if (!sheet.mayEdit || !credits.length) frame.tell(sheet.mayEdit ? "ai_nobody" : "viewer");
    else void ai.open(credits).then((opened) => opened || frame.tell("not_reached"));
  }

  /** @param {Result[]} results */
  function tellResults(results) {
    news.note(results);
    const problems = PROBLEMS.map((status) => ({ status, n: results.filter((result) => result.status === status).length })).filter(({ n }) => n);
    const notes = new Set(results.flatMap((result) => result.notes ?? []));
    const sentences = [...problems.map(({ status, n }) => say(texts, `told_${status}`, { n })), ...notes];
    if (sentences.length) frame.say(sentences.join(" "));
  }

  /** @param {string} name */
  function run(name) {
    if (name === "help") keys.showModal();
    else if (name === "panel") panel.focus();
    else if (name === "problem") goToProblem();
    else if (name === "rowHead") openCut();
  }

  /** The next cell that waits for a person, after the active one. */
  function goToProblem() {
    const order = new Map(sheet.rows.map(({ key }, index) => [key, index]));
    const columnsOrder = new Map(sheet.columns.map(({ key }, index) => [key, index]));
    const rank = (/** @type {{cut: string, role: string}} */ { cut, role }) => (order.get(cut) ?? 0) * 1000 + (columnsOrder.get(role) ?? 0);
    const open = [...sheet.pending.values()].filter((change) => PROBLEMS.includes(change.state)).sort((one, other) => rank(one) - rank(other));
    const here = grid.active.row * 1000 + grid.active.column;
    const next = open.find((change) => rank(change) > here) ?? open[0];
    if (!next) {
      frame.tell("no_problems");
      return;
    }
    if (!sheet.cuts.has(next.cut)) {
      // The cut is there no more, and no cell could show what was typed.
      frame.say([...(next.reasons ?? []), say(texts, "dropped", { text: next.text })].join(" "));
      saving.drop(next);
      return;
    }
    if (!columnsOrder.has(next.role)) grid.reload(() => sheet.choose([...sheet.columns.map(({ key }) => key), next.role]));
    grid.goTo({ row: next.cut, column: next.role });
  }

  /** Keys that work wherever the focus is. @param {KeyboardEvent} event */
  function takeKey(event) {
    if (event.defaultPrevented || root.querySelector("dialog[open]")) return;
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && sheet.mayEdit) {
      event.preventDefault();
      command.input.focus();
    } else if (event.key === "F1" || (event.key === "?" && !typing)) {
      event.preventDefault();
      keys.showModal();
    } else if (event.key === "F6" && event.target !== grid.editor.input) {
      event.preventDefault();
      back();
    }
  }
}

const root = document.getElementById("cut-sheet");
const start = JSON.parse(document.getElementById("sheet")?.textContent ?? "{}");
if (root) {
  openSheet(root, start).catch((error) => {
    showKept(root, start.texts ?? {}, findPlace(root, start.addresses?.cells ?? ""));
    throw error;
  });
}
