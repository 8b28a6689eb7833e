/* What the server of the credit list says and is told. Nothing here runs: the types are read by `make scripts`. */

/** @import { Change, Result, Role } from "../cut_sheet/types.js" */

/**
 * @typedef {{role_text: string, character: string, name_text: string, affiliation: string}} RowTexts
 * @typedef {RowTexts & {uid: string, revision: string, version: number, section: string, role: string, contributor: string | null, scope_text: string,
 *   ai: "not_asked" | "none" | "used", state: string, state_label: string, absence_label: string, locked: string}} ListRow
 * @typedef {{version: number, marker: string, rows: ListRow[]}} ListState
 * @typedef {ListState & {may_edit: boolean, clock: number, roles: Role[]}} ListData
 * @typedef {Omit<Result, "cut" | "role" | "text" | "credits"> & Partial<ListRow> & {key: string, revision: string, gone?: boolean}} RowResult
 *
 * @typedef {Change & {texts: RowTexts, removed: boolean, gone?: boolean}} RowChange    of one row (`cut`), until the server has it
 * @typedef {{texts: RowTexts, after: string | null}} Fresh    a row that the server does not have yet, or has no more
 * @typedef {{rows: string, order: string, news: string, names: string, ai: string}} ListAddresses
 */

export {};
