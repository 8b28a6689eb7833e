/* Blocks of cells as text, the way Excel, Sheets and LibreOffice put them on the clipboard. */

/**
 * The cells of a block. A cell in quotes may hold tabs, line breaks and quotes, which are doubled; a quote that opens
 * nothing (`"Ken" Sato`) is only a character.
 * @param {string} text
 * @returns {string[][]}
 */
export function parseBlock(text) {
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  /** @type {string[][]} */
  const rows = [[]];
  let place = 0;
  for (;;) {
    const row = /** @type {string[]} */ (rows[rows.length - 1]);
    const quoted = source[place] === '"' ? /"((?:[^"]|"")*)"(?=[\t\n]|$)/y : null;
    if (quoted) quoted.lastIndex = place;
    const found = quoted?.exec(source);
    if (found) {
      row.push((found[1] ?? "").replaceAll('""', '"'));
      place += found[0].length;
    } else {
      const rest = /[^\t\n]*/y;
      rest.lastIndex = place;
      const cell = rest.exec(source)?.[0] ?? "";
      row.push(cell);
      place += cell.length;
    }
    if (place >= source.length) return rows;
    if (source[place] === "\n") rows.push([]);
    place += 1;
  }
}

/**
 * The text of a block, which those programs read back as the same cells.
 * @param {string[][]} rows
 */
export function formatBlock(rows) {
  const quote = (/** @type {string} */ cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => row.map(quote).join("\t")).join("\r\n");
}
