/* Changes on their way to the server: a few at a time, kept in the browser until it has answered, sent again when it did not. */

import { Refused, SignedOut, Unreachable, ask } from "./server.js";
import { keyOf } from "./sheet.js";

/** @import { Change, Choice, Result } from "./types.js" */
/** @import { Sheet } from "./sheet.js" */

const PAUSE_MS = 300; // after a change, so that what is typed or pasted together is sent together
const MAX_CHANGES = 200; // of one request
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;
const FOREIGN_MS = 15_000; // without a sign of life, another tab's changes are taken over

/** @typedef {"saved" | "saving" | "offline" | "signedOut" | "refused"} Status */

export class Saving {
  /**
   * @param {Sheet} sheet
   * @param {{send: (changes: Change[]) => Promise<Result[]>, storage: Storage, prefix: string, tab: string, told: (results: Result[]) => void, changed: (keys: Set<string>) => void,
   *   renamed: (changes: Change[]) => void}} options    `renamed` ones were saved in other words
   */
  constructor(sheet, options) {
    this.sheet = sheet;
    this.options = options;
    /** @type {Status} */
    this.status = "saved";
    /** @type {string[]} */
    this.reasons = [];
    this.stored = true; // whether the browser keeps what is pending
    this.busy = false;
    this.expected = 0; // what was entered and is not written yet
    this.timer = 0;
    this.retryMs = FIRST_RETRY_MS;
    window.addEventListener("online", () => this.schedule(0));
    window.addEventListener("beforeunload", (event) => {
      if (!this.stored && this.sheet.pending.size) event.preventDefault();
    });
  }

  get key() {
    return `${this.options.prefix}${this.options.tab}`;
  }

  /** What this tab and tabs that are gone have kept. What is said of cuts or roles that are no more stays kept, and is not sent. */
  restore() {
    const { storage, prefix } = this.options;
    const now = Date.now();
    for (const key of Object.keys(storage).filter((key) => key.startsWith(prefix))) {
      const kept = readKept(storage, key);
      if (!kept || (key !== this.key && now - kept.at < FOREIGN_MS)) continue;
      for (const change of kept.changes) if (!this.sheet.pending.has(keyOf(change))) this.sheet.pending.set(keyOf(change), change);
      if (key !== this.key) storage.removeItem(key);
    }
    this.keep();
    if (this.sheet.pending.size) this.schedule(0);
  }

  /** Keep what is pending, and show that this tab is there. */
  keep() {
    const { storage } = this.options;
    const changes = [...this.sheet.pending.values()];
    try {
      if (changes.length) storage.setItem(this.key, JSON.stringify({ at: Date.now(), changes }));
      else storage.removeItem(this.key);
      this.stored = true;
    } catch {
      this.stored = false;
    }
  }

  /** @param {number} [wait]    milliseconds */
  schedule(wait = PAUSE_MS) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.send(), wait);
  }

  /** Changes were made: they are kept at once and sent soon. @param {Change[]} changes */
  add(changes) {
    this.keep();
    this.set(this.status === "offline" || this.status === "signedOut" ? this.status : "saving");
    this.options.changed(new Set(changes.map((change) => change.cut)));
    this.schedule();
  }

  /** Something was entered that is written only when this ends: until then not everything is saved. @param {Promise<unknown>} entered */
  expect(entered) {
    this.expected += 1;
    this.options.changed(new Set());
    void entered.finally(() => {
      this.expected -= 1;
      this.schedule(0);
    });
  }

  /** @param {Status} status */
  set(status) {
    this.status = status;
    this.options.changed(new Set());
  }

  async send() {
    if (this.busy) return;
    const sent = [...this.sheet.pending.values()].filter((change) => change.state === "waiting").slice(0, MAX_CHANGES);
    if (!sent.length) {
      if (!this.expected) this.set("saved");
      return;
    }
    this.busy = true;
    if (this.status === "saved") this.set("saving");
    try {
      this.take(sent, await this.options.send(sent));
      this.retryMs = FIRST_RETRY_MS;
      this.status = "saving";
      this.schedule(0);
    } catch (error) {
      this.fail(error, sent);
    } finally {
      this.busy = false;
    }
  }

  /**
   * What the server says of each change. A cell that was typed in again meanwhile keeps the newer text, on the new revision.
   * @param {Change[]} sent
   * @param {Result[]} results
   */
  take(sent, results) {
    const { sheet } = this;
    const renamed = sent.filter((change, index) => results[index]?.status === "saved" && results[index]?.text !== change.text);
    sent.forEach((change, index) => {
      const result = results[index];
      if (!result) return;
      const key = keyOf(change), now = sheet.pending.get(key);
      sheet.take([result]);
      if (result.status === "saved") {
        if (now === change) sheet.pending.delete(key);
        else if (now) now.revision = result.revision;
      } else if (now === change) {
        const { status: state, choices = [], reasons = [], fixes = [], by = "" } = result;
        sheet.pending.set(key, { ...change, state, choices, reasons, fixes, by });
      }
    });
    this.keep();
    if (renamed.length) this.options.renamed(renamed);
    this.options.changed(new Set(sent.map((change) => change.cut)));
    this.options.told(results);
  }

  /**
   * @param {unknown} error
   * @param {Change[]} sent
   */
  fail(error, sent) {
    if (error instanceof Refused) {
      // Sending the same again does not help: a person decides.
      for (const change of sent) {
        if (this.sheet.pending.get(keyOf(change)) === change) this.sheet.pending.set(keyOf(change), { ...change, state: "refused", reasons: error.reasons, fixes: [] });
      }
      this.reasons = error.reasons;
      this.keep();
      this.set("refused");
      this.options.changed(new Set(sent.map((change) => change.cut)));
    } else if (error instanceof SignedOut || error instanceof Unreachable) {
      this.set(error instanceof SignedOut ? "signedOut" : "offline");
      this.schedule(this.retryMs);
      this.retryMs = Math.min(LAST_RETRY_MS, this.retryMs * 2);
    } else throw error;
  }

  // What a person decides about a change that waits for them.

  /** @param {Change} change */
  drop(change) {
    this.sheet.pending.delete(keyOf(change));
    this.keep();
    this.options.changed(new Set([change.cut]));
  }

  /** Send it once more: over what is there now, with other words, or with an answer. @param {Change} change @param {Partial<Change>} with_ */
  again(change, with_) {
    const next = { ...change, ...with_, state: /** @type {const} */ ("waiting") };
    this.sheet.pending.set(keyOf(change), next);
    this.add([next]);
  }

  /** An answer for this cell, or for all that were asked the same. @param {Change} change @param {Choice} choice @param {string} value @param {boolean} alike */
  answer(change, choice, value, alike) {
    const same = (/** @type {Choice} */ other) => other.question === choice.question && other.options.some((option) => option.value === value);
    for (const each of alike ? [...this.sheet.pending.values()] : [change]) {
      const asked = each.state === "asked" ? each.choices?.find((other) => (each === change ? other.key === choice.key : same(other))) : undefined;
      if (!asked) continue;
      const answers = { ...each.answers, [asked.key]: value };
      const open = (each.choices ?? []).filter((other) => !(other.key in answers));
      if (!open.length) this.again(each, { answers });
      else this.sheet.pending.set(keyOf(each), { ...each, answers });
    }
    this.keep();
    this.options.changed(new Set([change.cut]));
  }
}

/**
 * @param {Storage} storage
 * @param {string} key
 * @returns {{at: number, changes: Change[]} | null}
 */
function readKept(storage, key) {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? "null");
    return Array.isArray(kept?.changes) ? kept : null;
  } catch {
    return null;
  }
}

/**
 * What the server makes of changed cells, in their order.
 * @param {string} address
 * @param {Change[]} sent
 * @returns {Promise<Result[]>}
 */
export async function sendCells(address, sent) {
  const changes = sent.map(({ cut, role, revision, text, people, answers, undoes }) => ({ cut, role, revision, text, people, answers, undoes }));
  const { cells } = await ask(address, { method: "PATCH", body: { changes } });
  return cells;
}

/**
 * What is kept under these keys, also by tabs that are gone, for a page that cannot be loaded. @param {Storage} storage @param {string} prefix
 */
export function listKept(storage, prefix) {
  return Object.keys(storage).filter((key) => key.startsWith(prefix)).flatMap((key) => readKept(storage, key)?.changes ?? []);
}
