/* What the server of the cut sheet says and is told. Nothing here runs: the types are read by `make scripts`. */

/**
 * @typedef {{uid: string, version?: number, name: string, text: string, contributor: string | null, affiliation: string, state: string, state_label: string,
 *   ai: "not_asked" | "none" | "used", absence: string, absence_label: string, locked: string}} Credit
 * @typedef {{cut: string, role: string, revision: string, text: string, credits: Credit[]}} Cell    `cut` is a uid, `role` a code
 * @typedef {{kind: string, label: string, cut: string, names: Record<string, string>}} Relation
 * @typedef {{uid: string, pk: number, number: string, status: string, status_label: string, length: number | null, relation: Relation | null}} Cut
 * @typedef {{code: string, label: string, department: string, search: string}} Role
 * @typedef {{production: {uid: string, title: string}, episode: {uid: string, label: string} | null, may_edit: boolean, marker: string,
 *   roles: Role[], columns: string[], next_number: string, cuts: Cut[], cells: Cell[]}} SheetData
 *
 * @typedef {{key: string, question: string, options: {value: string, label: string}[], proposed: string}} Choice
 * @typedef {{label: string, text?: string, answers?: Record<string, string>}} Fix
 * @typedef {Cell & {status: "saved" | "conflict" | "asked" | "refused", by?: string, choices?: Choice[], reasons?: string[], fixes?: Fix[], notes?: string[]}} Result
 * @typedef {{name: string, cut: string | null, role: string | null}} Visitor
 *
 * @typedef {object} Change    of one cell, until the server has it
 * @property {string} cut
 * @property {string} role
 * @property {string} revision    of the cell that it was made on
 * @property {string} text
 * @property {Record<string, string>} people
 * @property {Record<string, string>} answers
 * @property {"waiting" | "asked" | "refused" | "conflict"} state    `waiting` ones are sent, the others wait for a person
 * @property {boolean} [undoes]    it takes back what was entered, and whoever was entered for it
 * @property {string} [by]
 * @property {Choice[]} [choices]
 * @property {string[]} [reasons]
 * @property {Fix[]} [fixes]
 *
 * @typedef {{cells: string, names: string, cuts: string, command: string, ai: string, columns: string, news: string}} Addresses
 * @typedef {Record<string, string>} Texts
 */

export {};
