/* Without this, the number of a cut leads to the sheet. With it, every cell does, by a click or by keys. */
const table = /** @type {HTMLTableElement | null} */ (document.getElementById("heat"));
const STEPS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -Infinity], End: [0, Infinity],
  PageUp: [-20, 0], PageDown: [20, 0],
});

/** @param {HTMLTableElement} grid */
function serve(grid) {
  const body = grid.tBodies[0];
  const heads = [...(grid.tHead?.rows[0]?.cells ?? [])];
  if (!body) return;
  /** @type {HTMLTableCellElement | undefined} */
  let here;

  /** @param {HTMLTableCellElement | undefined} cell */
  const enter = (cell) => {
    if (!cell) return;
    here?.removeAttribute("tabindex");
    here = cell;
    cell.tabIndex = 0;
    const [cut, role] = namesOf(cell);
    cell.setAttribute("aria-label", `${cut}, ${role}: ${cell.textContent || "0"}`);
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  /** @param {HTMLTableCellElement} cell */
  const namesOf = (cell) => {
    const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
    return [row.cells[0]?.textContent ?? "", heads[cell.cellIndex]?.querySelector("span")?.textContent ?? ""];
  };

  /** @param {HTMLTableCellElement} cell */
  const open = (cell) => {
    const cut = cell.parentElement?.dataset.cut;
    const role = heads[cell.cellIndex]?.dataset.role;
    if (cut && role) location.assign(`${grid.dataset.sheet}#cut=${cut}&role=${encodeURIComponent(role)}`);
  };

  const first = body.rows[0]?.cells[1];
  if (first) {
    here = first;
    first.tabIndex = 0;
  }
  grid.addEventListener("click", ({ target }) => {
    const cell = target instanceof Element ? target.closest("td") : null;
    if (cell) open(cell);
  });
  grid.addEventListener("keydown", (event) => {
    const cell = event.target;
    if (!(cell instanceof HTMLTableCellElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (event.key === "Enter") open(cell);
    else if (step) {
      const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
      const down = Math.max(0, Math.min(body.rows.length - 1, row.sectionRowIndex + step[0]));
      const across = Math.max(1, Math.min(row.cells.length - 1, cell.cellIndex + step[1]));
      enter(body.rows[down]?.cells[across]);
    } else return;
    event.preventDefault();
  });
}

if (table) serve(table);

export {};
