/* What others do in the same list meanwhile: asked for as long as somebody looks at the page. */

import { ask } from "../cut_sheet/server.js";

/** @import { Visitor } from "../cut_sheet/types.js" */
/** @import { CreditList } from "./list.js" */

const EVERY_MS = 5_000;

export class ListNews {
  /**
   * @param {CreditList} list
   * @param {{address: string, tab: string, where: () => string | null, isBusy: () => boolean, others: (visitors: Visitor[]) => void, reload: () => Promise<void>}} options
   */
  constructor(list, options) {
    this.list = list;
    this.options = options;
    this.busy = false;
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    window.setInterval(() => document.hidden || this.ask(), EVERY_MS);
  }

  async ask() {
    if (this.busy) return;
    this.busy = true;
    try {
      const { marker, others } = await ask(this.options.address, { method: "POST", body: { visitor: this.options.tab, cut: this.options.where() } });
      if (marker !== this.list.marker && !this.options.isBusy()) await this.options.reload();
      this.list.others = new Map(others.flatMap((/** @type {Visitor} */ visitor) => (visitor.cut ? [[`${visitor.cut} row`, visitor.name]] : [])));
      this.options.others(others);
    } catch {
      // Whether the server is reached is said when something is saved.
    } finally {
      this.busy = false;
    }
  }
}
