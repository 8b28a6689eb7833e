/* What was done, to be undone, also after the page was loaded again. */

/** @import { Value } from "./types.js" */

/**
 * @typedef {{row: string, column: string, before: Value, after: Value}} Step
 * @typedef {{deed: string, before: any, after: any, [more: string]: any}} Deed    what is no writing of cells, by a name that the page knows
 * @typedef {Step[] | Deed} Act    what is undone at once
 */

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
    /** @type {Act[]} */
    this.done = [];
    /** @type {Act[]} */
    this.undone = [];
    try {
      const kept = JSON.parse(storage.getItem(key) ?? "{}");
      if (Array.isArray(kept.done)) this.done = kept.done;
      if (Array.isArray(kept.undone)) this.undone = kept.undone;
    } catch {
      storage.removeItem(key); // no JSON of ours
    }
  }

  /** @param {Act} act */
  record(act) {
    this.done.push(act);
    this.undone = [];
    this.keep();
  }

  /** The last act turned about, which then is undone; none where nothing was done. @returns {Act | undefined} */
  undo() {
    const act = this.done.pop();
    if (act) this.undone.push(act);
    this.keep();
    return Array.isArray(act) ? act.map(turn) : act && turn(act);
  }

  /** @returns {Act | undefined} */
  redo() {
    const act = this.undone.pop();
    if (act) this.done.push(act);
    this.keep();
    return act;
  }

  /**
   * Cells say the same in other words than were typed, so undoing still finds what was done.
   * @param {{row: string, column: string, typed: string, kept: Value}[]} cells
   */
  rewrite(cells) {
    const found = new Map(cells.map((cell) => [`${cell.row} ${cell.column} ${cell.typed}`, cell.kept]));
    const say = (/** @type {string} */ place, /** @type {Value} */ value) => ({ ...value, ...found.get(`${place} ${value.text}`) });
    for (const step of [...this.done, ...this.undone].flatMap((act) => (Array.isArray(act) ? act : []))) {
      const place = `${step.row} ${step.column}`;
      step.before = say(place, step.before);
      step.after = say(place, step.after);
    }
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

/**
 * @template {{before: any, after: any}} Turned
 * @param {Turned} done
 * @returns {Turned}
 */
const turn = (done) => ({ ...done, before: done.after, after: done.before });
