/* A field that chooses one person: those whose credits are looked at, or whoever is found by a name. */

import { make, say } from "../grid/elements.js";
import { ask } from "./server.js";

/** @import { Texts } from "./types.js" */

/** @typedef {{contributor: string, name: string, detail: string}} Person */

const PAUSE_MS = 200;

export class PersonField {
  /**
   * @param {Texts} texts
   * @param {{address: string, name: string}} options
   */
  constructor(texts, { address, name }) {
    this.address = address;
    this.name = name;
    /** @type {Person[]} */
    this.usual = [];
    this.asked = 0;
    this.timer = 0;
    this.search = make("input", { type: "search", autocomplete: "off", "aria-label": say(texts, "ai_find_person"), placeholder: say(texts, "ai_find_person"), oninput: () => this.find() });
    this.list = make("div", { class: "sheet-persons" });
    this.legend = make("legend", {});
    this.element = make("fieldset", { class: "sheet-choice" }, this.legend, this.list, this.search);
  }

  /** @param {Person[]} usual */
  reset(usual) {
    this.usual = usual;
    this.search.value = "";
    this.show(usual);
  }

  get value() {
    const chosen = this.list.querySelector("input:checked");
    return chosen instanceof HTMLInputElement ? chosen.value : null;
  }

  /** Whoever was chosen stays in the list. @param {Person[]} persons */
  show(persons) {
    const chosen = this.list.querySelector("label:has(input:checked)");
    const value = this.value;
    this.list.replaceChildren(...(chosen ? [chosen] : []), ...persons.filter((person) => person.contributor !== value).map((person) =>
      make("label", {}, make("input", { type: "radio", name: this.name, value: person.contributor }), ` ${person.name}`, person.detail && make("small", {}, ` ${person.detail}`))));
  }

  find() {
    window.clearTimeout(this.timer);
    const number = (this.asked += 1), query = this.search.value.trim();
    if (!query) {
      this.show(this.usual);
      return;
    }
    this.timer = window.setTimeout(async () => {
      const { names } = await ask(this.address, { query: { q: query } }).catch(() => ({ names: [] }));
      if (number === this.asked) this.show(names.filter((/** @type {{kind: string}} */ each) => each.kind === "person"));
    }, PAUSE_MS);
  }
}
