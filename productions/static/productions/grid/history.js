/* What was done, to be undone, also after the page was loaded again. */

/** @import { Value } from "./types.js" */

/** @typedef {{row: string, column: string, before: Value, after: Value}} Step */

const MAX_ACTS = 100;
const MAX_STORED_CHARACTERS = 400_000; // of the five million that a browser keeps for a site

export class History {
  /**
   * @param {Storage} storage
   * @param {string} key    of this user and this sheet
   */
  constructor(storage, key) {
    this.storage = storage;
    this.key = key;
    /** @type {Step[][]} */
    this.done = [];
    /** @type {Step[][]} */
    this.undone = [];
    try {
      const kept = JSON.parse(storage.getItem(key) ?? "{}");
      if (Array.isArray(kept.done)) this.done = kept.done;
      if (Array.isArray(kept.undone)) this.undone = kept.undone;
    } catch {
      storage.removeItem(key); // no JSON of ours
    }
  }

  /** @param {Step[]} steps    one act: what is undone at once */
  record(steps) {
    this.done.push(steps);
    this.undone = [];
    this.keep();
  }

  /** The last act, which then is undone; none where nothing was done. */
  undo() {
    const steps = this.done.pop();
    if (steps) this.undone.push(steps);
    this.keep();
    return steps?.map(({ row, column, before, after }) => ({ row, column, before: after, after: before }));
  }

  redo() {
    const steps = this.undone.pop();
    if (steps) this.done.push(steps);
    this.keep();
    return steps;
  }

  /**
   * Cells say the same in other words than were typed, so undoing still finds what was done.
   * @param {{row: string, column: string, typed: string, kept: Value}[]} cells
   */
  rewrite(cells) {
    const found = new Map(cells.map((cell) => [`${cell.row} ${cell.column} ${cell.typed}`, cell.kept]));
    for (const step of [...this.done, ...this.undone].flat()) {
      const place = `${step.row} ${step.column}`;
      step.before = found.get(`${place} ${step.before.text}`) ?? step.before;
      step.after = found.get(`${place} ${step.after.text}`) ?? step.after;
    }
    this.keep();
  }

  /** What is not of cells was done since: nothing before it is undone as if it were the last. */
  forget() {
    this.done = [];
    this.undone = [];
    this.keep();
  }

  /** The oldest acts go where there are too many, or where they do not fit. */
  keep() {
    this.done.splice(0, this.done.length - MAX_ACTS);
    let text = JSON.stringify({ done: this.done, undone: this.undone });
    while (text.length > MAX_STORED_CHARACTERS && this.done.length > 1) {
      this.done.shift();
      text = JSON.stringify({ done: this.done, undone: this.undone });
    }
    try {
      this.storage.setItem(this.key, text);
    } catch {
      this.storage.removeItem(this.key); // full: undoing ends with the page, and saving has the room
    }
  }
}
