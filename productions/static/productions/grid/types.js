/* What a grid asks of the page that it stands in. Nothing here runs: the types are read by `make scripts`. */

/**
 * @typedef {{key: string, label: string, hint?: string}} Column
 * @typedef {{key: string}} Row
 * @typedef {{row: string, column: string}} Address
 *   A cell by the keys of its row and column, which stay when rows are added; places in the grid are numbers.
 * @typedef {{text: string, refs: Record<string, string>, fresh?: boolean, above?: string | null}} Value
 *   What somebody types in a cell, and which entries the names in it are: a name to an identifier. A source whose rows come and go adds
 *   that the row was `fresh`, which nobody had saved yet, and the row `above` it.
 * @typedef {{row: string, column: string, value: Value}} Edit
 * @typedef {{text: string, tone: string, title?: string}} Mark
 *   A small word in a cell beside its text; `tone` is a CSS class.
 * @typedef {{text: string, tone: string, told: string, marks: Mark[], locked: string}} View
 *   How a cell is shown. `told` is for those who hear it; `locked` is the sentence why what it shows is not changed, or empty:
 *   then only somebody who edits it in place adds something beside that.
 * @typedef {{text: string, detail: string, ref: string, sure: boolean}} Suggestion
 *   `ref` becomes the identifier of the name; `sure` ones are chosen by Enter without being marked first.
 * @typedef {{start: number, end: number, text: string}} Piece
 *   The part of a cell's text that is being typed, such as one name of several.
 *
 * @typedef {object} Source
 * @property {boolean} mayEdit
 * @property {Column[]} columns
 * @property {Row[]} rows
 * @property {(row: string) => View} showHead
 * @property {(address: Address) => View} show
 * @property {(address: Address) => Value} read
 * @property {(address: Address) => void} open    editing begins: what is seen now is what the edit is based on
 * @property {(edits: Edit[], how?: {undoes?: boolean}) => void} write    `undoes` takes back what was entered
 * @property {(text: string, caret: number) => Piece} cut
 * @property {(query: string, address: Address) => Promise<Suggestion[]>} suggest
 * @property {(query: string, address: Address) => boolean} completes    Enter waits for the list of such a text: a reading, which nobody means as it stands
 * @property {(entered: Promise<unknown>) => void} expect    something that was entered is written only when this ends
 *
 * @typedef {{row: number, column: number}} Place
 * @typedef {{top: number, bottom: number, left: number, right: number}} Range    both ends are in it
 */

export {};
