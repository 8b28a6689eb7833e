/* Rectangles of cells. */

/** @import { Place, Range } from "./types.js" */

/**
 * The cells between two corners.
 * @param {Place} one
 * @param {Place} other
 * @returns {Range}
 */
export function span(one, other) {
  return {
    top: Math.min(one.row, other.row), bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column), right: Math.max(one.column, other.column),
  };
}

/** @param {Range} range */
export const countRows = (range) => range.bottom - range.top + 1;

/** @param {Range} range */
export const countColumns = (range) => range.right - range.left + 1;

/** @param {Range} range */
export const countCells = (range) => countRows(range) * countColumns(range);

/**
 * @param {Range} range
 * @param {Place} place
 */
export function contains(range, { row, column }) {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

/**
 * Every place of a range, row by row.
 * @param {Range} range
 */
export function* places(range) {
  for (let row = range.top; row <= range.bottom; row++) {
    for (let column = range.left; column <= range.right; column++) yield { row, column };
  }
}

/**
 * The range that a fill reaches: that of the source and the place that the handle was drawn to, in one direction.
 * @param {Range} source
 * @param {Place} place
 * @returns {Range}
 */
export function reach(source, { row, column }) {
  const down = row > source.bottom ? row - source.bottom : row < source.top ? row - source.top : 0;
  const right = column > source.right ? column - source.right : column < source.left ? column - source.left : 0;
  if (Math.abs(down) >= Math.abs(right)) return { ...source, top: Math.min(source.top, row), bottom: Math.max(source.bottom, row) };
  return { ...source, left: Math.min(source.left, column), right: Math.max(source.right, column) };
}
