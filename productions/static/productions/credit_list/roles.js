/* The roles that are offered while one is typed: the one that is called so first. */

import { fold } from "../cut_sheet/fold.js";

/** @import { Suggestion } from "../grid/types.js" */
/** @import { Role } from "../cut_sheet/types.js" */

const MAX_ROLES = 12;
const LABEL = 0, WORD = 1, LABEL_BEGINS = 2, WORD_BEGINS = 3, HOLDS = 4, NONE = 5;

/**
 * The roles that a typed word names, best first. One that is called just so is chosen by Enter.
 * @param {Iterable<Role>} roles
 * @param {string} query
 * @returns {Suggestion[]}
 */
export function suggestRoles(roles, query) {
  const typed = fold(query);
  const ranked = [...roles].map((role) => ({ role, rank: rankRole(role, typed) })).filter(({ rank }) => rank < NONE).sort((one, other) => one.rank - other.rank);
  const best = ranked[0]?.rank ?? NONE;
  const sure = best <= WORD && ranked.filter(({ rank }) => rank === best).length === 1;
  return ranked.slice(0, MAX_ROLES).map(({ role }, index) => ({ text: role.label, detail: role.department, ref: "", sure: sure && !index }));
}

/** @param {Role} role @param {string} typed */
function rankRole(role, typed) {
  const label = fold(role.label), words = ` ${fold(role.search)} `;
  if (label === typed) return LABEL;
  if (words.includes(` ${typed} `)) return WORD;
  if (label.startsWith(typed)) return LABEL_BEGINS;
  if (words.includes(` ${typed}`)) return WORD_BEGINS;
  return words.includes(typed) ? HOLDS : NONE;
}
