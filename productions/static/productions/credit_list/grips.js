/* Rows dragged by their grips. */

import { placeOver } from "../grid/drawing.js";
import { make } from "../grid/elements.js";

/** @import { Grid } from "../grid/grid.js" */

const MARK_PIXELS = 3;

/**
 * @param {Grid} grid
 * @param {(row: string, place: number) => void} put
 */
export function listenToGrips(grid, put) {
  const { drawing, source } = grid;
  const { sheet } = drawing;
  const mark = make("div", { class: "list-drop", hidden: true, "aria-hidden": "true" });
  sheet.append(mark);

  sheet.addEventListener("pointerdown", (event) => {
    const grip = event.target instanceof Element ? event.target.closest(".list-grip") : null;
    if (!grip || event.button) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const from = drawing.find(event).row, row = source.rows[from]?.key;
    if (!row) return;
    grid.moveTo({ row: from, column: grid.active.column });
    sheet.setPointerCapture(event.pointerId);
    const follow = (/** @type {PointerEvent} */ at) => {
      const to = drawing.find(at).row, box = drawing.box({ top: to, bottom: to, left: 0, right: source.columns.length - 1 });
      mark.hidden = false;
      placeOver(mark, { ...box, x: 0, width: box.x + box.width, y: box.y + (to > from ? box.height : 0) - 1, height: MARK_PIXELS });
    };
    const end = (/** @type {PointerEvent} */ at) => {
      mark.hidden = true;
      sheet.removeEventListener("pointermove", follow);
      sheet.removeEventListener("pointerup", end);
      sheet.removeEventListener("pointercancel", end);
      if (at.type === "pointerup") put(row, drawing.find(at).row);
    };
    sheet.addEventListener("pointermove", follow);
    sheet.addEventListener("pointerup", end);
    sheet.addEventListener("pointercancel", end);
  }, { capture: true });
}
