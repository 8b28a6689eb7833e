/* Rows moved by hand: shown at once, told to the server as soon as it is reached. */

import { Refused, ask } from "../cut_sheet/server.js";

/** @import { CreditList } from "./list.js" */

const PAUSE_MS = 400; // so that a row that goes up by several keys is told of once
const RETRY_MS = 4_000;

export class Order {
  /**
   * @param {CreditList} list
   * @param {{address: string, shown: () => void, reload: () => Promise<void>, refused: (reasons: string[]) => void}} options
   */
  constructor(list, options) {
    this.list = list;
    this.options = options;
    this.busy = false;
    this.timer = 0;
  }

  /**
   * Put a row before another place. Rows that are not saved yet go with the one above them.
   * @param {string} key
   * @param {number} place    among the rows that are saved
   */
  move(key, place) {
    const { list } = this, order = list.order, from = order.indexOf(key);
    const to = Math.max(0, Math.min(order.length - 1, place));
    if (from < 0 || from === to) return false;
    order.splice(from, 1);
    order.splice(to, 0, key);
    list.moved = order;
    list.arrange(order);
    this.schedule(PAUSE_MS);
    return true;
  }

  /** @param {number} wait    milliseconds */
  schedule(wait) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), wait);
  }

  async send() {
    const { list } = this, sent = list.moved;
    if (this.busy || !sent) return;
    this.busy = true;
    try {
      const state = await ask(this.options.address, { method: "POST", body: { version: list.version, order: list.order } });
      if (list.moved === sent) list.moved = null;
      list.takeState(state);
      this.options.shown();
    } catch (error) {
      if (error instanceof Refused) {
        list.moved = null;
        await this.options.reload();
        this.options.refused(error.reasons);
      } else this.schedule(RETRY_MS);
    } finally {
      this.busy = false;
      if (list.moved && list.moved !== sent) this.schedule(PAUSE_MS);
    }
  }
}
