/* What stands beside the list about the active row. */

import { Panel } from "../cut_sheet/panel.js";
import { make } from "../grid/elements.js";
import { asRow, write } from "./list.js";

/** @import { Address } from "../grid/types.js" */
/** @import { Cell, Change } from "../cut_sheet/types.js" */
/** @import { Saving } from "../cut_sheet/saving.js" */
/** @import { CreditList } from "./list.js" */

export class RowPanel extends Panel {
  /**
   * @param {CreditList} list
   * @param {Saving} saving
   * @param {{edit: () => void, ai: () => void, back: () => void, remove: () => void, mend: (change: Change) => void}} acts
   */
  constructor(list, saving, acts) {
    super(list, saving, acts);
    this.list = list;
    this.rowActs = acts;
  }

  /** @override @param {Address} address */
  nameCell({ row }) {
    const { role_text, name_text } = this.list.getTexts(row);
    return [role_text, name_text].filter(Boolean).join(" ") || this.text("list_new");
  }

  /** @override @param {boolean} withAi */
  makeButtons(withAi) {
    if (!this.list.mayEdit) return make("p", { class: "quiet" }, this.text("viewer"));
    return make("p", { class: "sheet-buttons" },
      make("button", { type: "button", onclick: this.acts.edit }, this.text("edit")),
      make("button", { type: "button", onclick: this.rowActs.remove }, this.text("list_remove")),
      withAi && make("button", { type: "button", onclick: this.acts.ai }, this.text("ai_button")));
  }

  /** @override @param {Change} change @param {Cell} cell */
  describeConflict(change, cell) {
    const row = this.list.list.get(change.cut);
    const side = (/** @type {string} */ title, /** @type {string} */ text) => make("div", {}, make("dt", {}, title), make("dd", {}, text || this.text("list_gone")));
    return [
      make("p", { role: "alert" }, this.text("conflict")),
      make("dl", { class: "sheet-sides" },
        side(change.by ? this.text("theirs_by", { name: change.by }) : this.text("theirs"), row ? write(row) : ""),
        side(this.text("mine"), asRow(change).removed ? "" : change.text)),
      make("p", { class: "sheet-buttons" },
        make("button", { type: "button", onclick: () => this.decide(() => this.saving.drop(change)) }, this.text("keep_theirs")),
        make("button", { type: "button", onclick: () => this.decide(() => (row ? this.saving.again(change, { revision: cell.revision }) : this.rowActs.mend(change))) }, this.text("put_mine"))),
    ];
  }
}
