/* Copying, cutting and pasting blocks. */

import { putBlock, readRange } from "./blocks.js";
import { countCells } from "./ranges.js";
import { formatBlock, parseBlock } from "./tsv.js";

/** @import { Grid } from "./grid.js" */
/** @import { Value } from "./types.js" */

/** @param {Grid} grid */
export function listenToClipboard(grid) {
  const { editor, options, source } = grid;
  /** @type {{text: string, block: Value[][]} | null} */
  let copied = null;

  /** @param {ClipboardEvent} event */
  function copy(event) {
    if (editor.editing || !event.clipboardData || !grid.address) return;
    event.preventDefault();
    const block = readRange(source, grid.range);
    const text = formatBlock(block.map((row) => row.map((value) => value.text)));
    copied = { text: unify(text), block };
    event.clipboardData.setData("text/plain", text);
    options.tell("copied", { n: countCells(grid.range) });
    if (event.type === "cut") grid.run("clear", false);
  }

  /** @param {ClipboardEvent} event */
  function paste(event) {
    if (editor.editing || !event.clipboardData || !grid.address) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain");
    if (!text) return;
    // A block of our own still knows which entries its names are; anybody else's is text.
    const own = copied?.text === unify(text) ? copied.block : null;
    const block = own ?? parseBlock(text).map((row) => row.map((cell) => ({ text: cell.trim(), refs: {} })));
    const { edits, range, left } = putBlock(source, grid.range, block);
    grid.act(edits);
    grid.choosePlaces(range);
    if (left) options.tell("left", { n: left });
  }

  editor.input.addEventListener("copy", copy);
  editor.input.addEventListener("cut", copy);
  editor.input.addEventListener("paste", paste);
}

/** The clipboard of some systems changes line ends. @param {string} text */
function unify(text) {
  return text.replaceAll("\r\n", "\n");
}
