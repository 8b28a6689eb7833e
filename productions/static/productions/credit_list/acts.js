/* What the list does that is no writing of cells, undone and done again: rows moved, and answers about AI. */

import { turnAnswer } from "../cut_sheet/acts.js";
import { Refused } from "../cut_sheet/server.js";

/** @import { Frame } from "../cut_sheet/frame.js" */
/** @import { Grid } from "../grid/grid.js" */
/** @import { Deed } from "../grid/history.js" */
/** @import { CreditList } from "./list.js" */

/**
 * Do what a deed says to be `after`.
 * @param {Deed} deed
 * @param {"undo" | "redo"} name
 * @param {{grid: Grid, list: CreditList, address: string, frame: Frame, reload: () => Promise<void>, placeRow: (row: string, to: number) => boolean}} page
 */
export async function turnBack(deed, name, { grid, list, address, frame, reload, placeRow }) {
  if (deed.deed === "move") {
    const row = list.resolve(deed["row"]), above = deed.after && list.resolve(deed.after);
    const rest = list.order.filter((key) => key !== row);
    if (!list.list.has(row) || (above && !rest.includes(above))) frame.tell("grid_others", { n: 1 });
    else placeRow(row, above ? rest.indexOf(above) + 1 : 0);
    return;
  }
  try {
    await turnAnswer(deed, address, grid);
    await reload();
    frame.tell(`${name}_deed`);
  } catch (error) {
    if (error instanceof Refused) frame.say(error.message);
    else frame.tell("not_reached");
  }
}
