/* Changed rows on their way to the server. */

import { ask } from "../cut_sheet/server.js";
import { asRow } from "./list.js";

/** @import { Change, Result } from "../cut_sheet/types.js" */
/** @import { CreditList } from "./list.js" */
/** @import { RowResult } from "./types.js" */

/**
 * What becomes of the changes, in their order; the list has the server's state then. Rows above are told of before those that stand behind them.
 * @param {CreditList} list
 * @param {string} address
 * @param {Change[]} sent
 * @returns {Promise<Result[]>}
 */
export async function sendRows(list, address, sent) {
  const keysSent = new Set(sent.filter((change) => !asRow(change).removed).map((change) => change.cut));
  const sorted = [...sent].sort((one, other) => list.rank(one.cut) - list.rank(other.cut)).map(asRow);
  const changes = sorted.map(({ cut, revision, texts, removed, people, answers, undoes }) => ({
    key: cut, revision, ...texts, removed, people, answers, undoes, after: list.list.has(cut) ? null : list.findAbove(cut, keysSent),
  }));
  const answer = await ask(address, { method: "PATCH", body: { version: list.version, changes } });
  const results = new Map(answer.results.map((/** @type {RowResult} */ result) => [result.key, result]));
  for (const { key, status } of answer.results) if (status === "saved") list.fresh.delete(key);
  list.takeState(answer);
  return sent.map((change) => list.readResult(/** @type {RowResult} */ (results.get(change.cut))));
}
