/* The mouse, the pen and the thumb: choosing cells by dragging, filling by the handle, opening by a second tap. */

import { placeOver } from "./drawing.js";
import { reach } from "./ranges.js";

/** @import { Grid } from "./grid.js" */

const EDGE_PIXELS = 28; // from the window's edge, in which it scrolls while something is dragged
const STEP_PIXELS = 16;

/** @param {Grid} grid */
export function listenToPointer(grid) {
  const { drawing, editor } = grid;
  const { scroller, sheet, selected, filled } = drawing;

  sheet.addEventListener("pointerdown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target || event.button || (target === editor.input && editor.editing)) return;
    if (target.closest(".grid-handle")) {
      event.preventDefault();
      drag(event, fillTo);
    } else if (target.closest(".grid-rowhead")) {
      event.preventDefault();
      const { row } = drawing.find(event);
      grid.moveTo({ row, column: 0 }, { extend: event.shiftKey });
      grid.extendTo({ row, column: grid.source.columns.length - 1 });
    } else if (target.closest(".grid-cell") || target === editor.input) {
      if (event.pointerType !== "mouse") return; // a finger scrolls; its tap is a click
      event.preventDefault();
      grid.moveTo(drawing.find(event), { extend: event.shiftKey });
      drag(event, selectTo);
    }
  });
  sheet.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!(event instanceof PointerEvent) || event.pointerType === "mouse" || !target?.closest(".grid-cell, .grid-input")) return;
    tap(event);
  });
  sheet.addEventListener("dblclick", (event) => {
    if (document.elementFromPoint(event.clientX, event.clientY)?.closest(".grid-rowhead")) grid.options.command("rowHead");
    const target = document.elementFromPoint(event.clientX, event.clientY); // the sheet has captured the pointer
    if (target?.closest(".grid-cell, .grid-input") && !editor.editing) editor.open({ inPlace: true });
  });

  /** The first tap chooses a cell and leaves the keyboard of the screen down, the second opens it. @param {PointerEvent} event */
  function tap(event) {
    const place = drawing.find(event);
    const again = place.row === grid.active.row && place.column === grid.active.column;
    if (editor.editing && again) return;
    if (!again || document.activeElement !== editor.input) {
      editor.input.inputMode = "none";
      grid.moveTo(place);
      return;
    }
    editor.input.blur(); // so that the keyboard comes up, which it does for a field that gets the focus
    editor.input.inputMode = "text";
    editor.input.focus({ preventScroll: true });
    editor.open({ inPlace: true });
  }

  /**
   * @param {PointerEvent} start
   * @param {(event: PointerEvent, end: boolean) => void} follow
   */
  function drag(start, follow) {
    sheet.setPointerCapture(start.pointerId);
    const move = (/** @type {PointerEvent} */ event) => {
      const box = scroller.getBoundingClientRect();
      if (event.clientY > box.bottom - EDGE_PIXELS) scroller.scrollTop += STEP_PIXELS;
      if (event.clientY < box.top + drawing.headHeight) scroller.scrollTop -= STEP_PIXELS;
      if (event.clientX > box.right - EDGE_PIXELS) scroller.scrollLeft += STEP_PIXELS;
      if (event.clientX < box.left + drawing.headWidth) scroller.scrollLeft -= STEP_PIXELS;
      follow(event, false);
    };
    const end = (/** @type {PointerEvent} */ event) => {
      sheet.removeEventListener("pointermove", move);
      sheet.removeEventListener("pointerup", end);
      sheet.removeEventListener("pointercancel", end);
      follow(event, true);
    };
    sheet.addEventListener("pointermove", move);
    sheet.addEventListener("pointerup", end);
    sheet.addEventListener("pointercancel", end);
  }

  /** @param {PointerEvent} event */
  function selectTo(event) {
    grid.extendTo(drawing.find(event), { reveal: false });
  }

  /**
   * @param {PointerEvent} event
   * @param {boolean} end
   */
  function fillTo(event, end) {
    const range = reach(grid.range, drawing.find(event));
    filled.hidden = end;
    placeOver(filled, drawing.box(range));
    if (end && event.type === "pointerup") grid.fill(range);
    selected.classList.toggle("filling", !end);
  }
}
