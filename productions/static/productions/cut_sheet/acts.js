/* What the sheet does that is no writing of cells: going where an address points, and undoing and redoing what was done to cuts and to AI. */

import { Refused, ask } from "./server.js";

/** @import { Grid } from "../grid/grid.js" */
/** @import { Deed } from "../grid/history.js" */
/** @import { Frame } from "./frame.js" */
/** @import { Sheet } from "./sheet.js" */
/** @import { Addresses, Cell } from "./types.js" */

/** The cell that the address of the page names: `#cut=12&role=layout`. @param {Grid} grid @param {Sheet} sheet */
export function goToHash(grid, sheet) {
  const asked = new URLSearchParams(location.hash.slice(1)), role = asked.get("role") ?? "";
  const cut = [...sheet.cuts.values()].find(({ pk }) => String(pk) === asked.get("cut"));
  if (!cut) return;
  const shown = sheet.columns.map(({ key }) => key);
  if (sheet.roles.has(role) && !shown.includes(role)) grid.reload(() => sheet.choose([...shown, role]));
  grid.goTo({ row: cut.uid, column: sheet.roles.has(role) ? role : (shown[0] ?? "") });
}

/**
 * Do what a deed says to be `after`; where the server says no, its sentences are told and the deed is forgotten.
 * @param {Deed} deed
 * @param {"undo" | "redo"} name
 * @param {{grid: Grid, sheet: Sheet, addresses: Addresses, frame: Frame, reload: () => Promise<void>, takeCells: (cells: Cell[]) => void}} page
 */
export async function turnBack(deed, name, { grid, addresses, frame, reload, takeCells }) {
  const { before, after } = deed;
  try {
    if (deed.deed === "ai") takeCells(await turnAnswer(deed, addresses.ai, grid));
    else {
      if (deed.deed === "rename") await ask(addresses.cuts, { method: "PATCH", body: { cut: deed["cut"], seen: before, number: after, sure: true } });
      else await ask(addresses.cuts, { method: after ? "PUT" : "DELETE", body: { cut: deed["cut"] } });
      await reload();
    }
    frame.tell(`${name}_deed`);
  } catch (error) {
    if (error instanceof Refused) frame.say(error.message);
    else {
      grid.history[name === "undo" ? "redo" : "undo"](); // it is still to be done
      frame.tell("not_reached");
    }
  }
}

/**
 * An answer about AI taken back, or given again, whatever the credits are by now.
 * @param {Deed} deed
 * @param {string} address
 * @param {Grid} grid
 * @returns {Promise<any>}
 */
export async function turnAnswer(deed, address, grid) {
  if (deed.after === "unsaid") return (await ask(address, { method: "DELETE", body: { entries: deed["entries"] } })).cells;
  const body = deed["body"], credits = body.credits.map((/** @type {{uid: string}} */ { uid }) => ({ uid, version: null }));
  const { entries, cells } = await ask(address, { method: "POST", body: { ...body, credits } });
  deed["entries"] = entries; // what was redone is the act that is kept, so it can be undone once more
  grid.history.keep();
  return cells;
}
