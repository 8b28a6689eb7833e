/* What others do in the same sheet meanwhile: asked for as long as somebody looks at the page. */

import { ask } from "./server.js";
import { keyOf, placeOf } from "./sheet.js";

/** @import { Cell, Visitor } from "./types.js" */
/** @import { Sheet } from "./sheet.js" */

const EVERY_MS = 5_000;

export class News {
  /**
   * @param {Sheet} sheet
   * @param {{address: string, tab: string, where: () => {row: string, column: string} | null, changed: (cuts: Set<string>) => void,
   *   others: (visitors: Visitor[]) => void, reload: () => Promise<void>}} options
   */
  constructor(sheet, options) {
    this.sheet = sheet;
    this.options = options;
    /** @type {Map<string, number>} */
    this.saved = new Map(); // when the server said of a cell that it saved it
    this.busy = false;
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    window.setInterval(() => document.hidden || this.ask(), EVERY_MS);
  }

  /** @param {Iterable<Cell>} cells */
  note(cells) {
    for (const cell of cells) this.saved.set(keyOf(cell), performance.now());
  }

  async ask() {
    if (this.busy) return;
    this.busy = true;
    const asked = performance.now(), where = this.options.where();
    try {
      const body = { after: this.sheet.marker, visitor: this.options.tab, cut: where?.row ?? null, role: where?.column ?? null };
      const { marker, cells, cuts_changed, others } = await ask(this.options.address, { method: "POST", body });
      if (cuts_changed) {
        await this.options.reload();
        this.sheet.marker = marker; // from before the sheet was loaded, so nothing is missed
      } else this.take(cells, marker, asked);
      this.show(others);
    } catch {
      // Whether the server is reached is said when something is saved.
    } finally {
      this.busy = false;
    }
  }

  /**
   * A cell that was saved while this was on its way is newer than what it says; then the same is asked for again.
   * @param {Cell[]} cells
   * @param {string} marker
   * @param {number} asked
   */
  take(cells, marker, asked) {
    const newer = cells.filter((cell) => (this.saved.get(keyOf(cell)) ?? 0) > asked);
    if (!newer.length) this.sheet.marker = marker;
    const taken = cells.filter((cell) => !newer.includes(cell));
    this.sheet.take(taken);
    if (taken.length) this.options.changed(new Set(taken.map((cell) => cell.cut)));
  }

  /** @param {Visitor[]} visitors */
  show(visitors) {
    const before = this.sheet.others;
    this.sheet.others = new Map(visitors.filter(placeOf).map((visitor) => [placeOf(visitor), visitor.name]));
    const keys = [...before.keys(), ...this.sheet.others.keys()];
    this.options.changed(new Set(keys.map((key) => key.split(" ")[0] ?? "")));
    this.options.others(visitors);
  }
}
