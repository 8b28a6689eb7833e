/* The names that are offered while one is typed. */

import { say } from "../grid/elements.js";
import { fold, isReading } from "./fold.js";
import { ask } from "./server.js";

/** @import { Address, Suggestion } from "../grid/types.js" */
/** @import { Texts } from "./types.js" */

/**
 * The names that the server finds, the one that is typed exactly first, "create" last.
 * @param {string} address
 * @param {Texts} texts
 * @param {string} query
 * @param {Address} cell
 * @param {string[]} [near]    whom cells around name, the nearest first
 * @returns {Promise<Suggestion[]>}
 */
export async function suggestNames(address, texts, query, { row, column }, near = []) {
  const { names, may_be_new } = await ask(address, { query: { q: query, role: column, cut: row, ...(near.length ? { near: near.join() } : {}) } });
  const typed = fold(query);
  const found = names.map((/** @type {{name: string, reading: string, detail: string, contributor: string}} */ each) => ({
    text: each.name, detail: [each.reading, each.detail].filter(Boolean).join(" · "), ref: each.contributor, sure: fold(each.name) === typed,
  }));
  const exact = found.filter((/** @type {Suggestion} */ each) => each.sure);
  // Of two people of one name neither is sure; a reading is typed to find somebody, not to be written.
  if (exact.length > 1) for (const each of exact) each.sure = false;
  const ordered = [...exact, ...found.filter((/** @type {Suggestion} */ each) => !exact.includes(each))];
  if (!exact.length && ordered[0] && isReading(query)) ordered[0].sure = true;
  return may_be_new === false ? ordered : [...ordered, { text: query, detail: say(texts, "create"), ref: "new", sure: false }];
}
