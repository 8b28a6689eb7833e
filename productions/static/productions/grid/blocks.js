/* What a paste, a fill and a clearing write, cell by cell. */

import { countColumns, countRows, places } from "./ranges.js";

/** @import { Edit, Place, Range, Source, Value } from "./types.js" */

/**
 * The edits of a block that is put on a range. One cell fills the whole range, and a block that fits a range several
 * times is repeated; any other begins at the first cell. `left` counts the rows and columns that found no place.
 * @param {Source} source
 * @param {Range} range
 * @param {Value[][]} block
 * @returns {{edits: Edit[], range: Range, left: number}}
 */
export function putBlock(source, range, block) {
  const height = block.length;
  const width = Math.max(...block.map((row) => row.length));
  const fits = countRows(range) % height === 0 && countColumns(range) % width === 0;
  const bottom = fits ? range.bottom : range.top + height - 1;
  const right = fits ? range.right : range.left + width - 1;
  const taken = { ...range, bottom: Math.min(bottom, source.rows.length - 1), right: Math.min(right, source.columns.length - 1) };
  const edits = [...places(taken)].flatMap(({ row, column }) => {
    const value = block[(row - range.top) % height]?.[(column - range.left) % width];
    return value ? [makeEdit(source, { row, column }, value)] : [];
  });
  return { edits, range: taken, left: bottom - taken.bottom + (right - taken.right) };
}

/**
 * The edits that repeat a range in the rest of a larger one.
 * @param {Source} source
 * @param {Range} from
 * @param {Range} to
 */
export function repeatRange(source, from, to) {
  const height = countRows(from), width = countColumns(from);
  const wrap = (/** @type {number} */ value, /** @type {number} */ size) => ((value % size) + size) % size;
  return [...places(to)]
    .filter(({ row, column }) => row < from.top || row > from.bottom || column < from.left || column > from.right)
    .map((place) => {
      const row = from.top + wrap(place.row - from.top, height), column = from.left + wrap(place.column - from.left, width);
      return makeEdit(source, place, readPlace(source, { row, column }));
    });
}

/**
 * @param {Source} source
 * @param {Place} place
 * @param {Value} value
 * @returns {Edit}
 */
export function makeEdit(source, { row, column }, value) {
  return { row: source.rows[row]?.key ?? "", column: source.columns[column]?.key ?? "", value };
}

/**
 * @param {Source} source
 * @param {Place} place
 */
export function readPlace(source, { row, column }) {
  return source.read({ row: source.rows[row]?.key ?? "", column: source.columns[column]?.key ?? "" });
}

/**
 * The values of a range, row by row.
 * @param {Source} source
 * @param {Range} range
 * @returns {Value[][]}
 */
export function readRange(source, range) {
  /** @type {Value[][]} */
  const rows = [];
  for (const place of places(range)) (rows[place.row - range.top] ??= []).push(readPlace(source, place));
  return rows;
}
