/* Whether AI was used in the work of the chosen credits. Three plain questions lead to the code of a source, and the last
   answer is always a person's: whoever did the work is named above, and whoever checked it below. */

import { make, say } from "../grid/elements.js";
import { PersonField } from "./person_field.js";
import { Refused, ask } from "./server.js";

/** @import { Cell, Credit } from "./types.js" */
/** @import { Sheet } from "./sheet.js" */

/**
 * @typedef {{question: string, options: {label: string, source?: string, next?: Question}[]}} Question
 * @typedef {{value: string, label: string}} Option
 * @typedef {{cells?: Cell[], entries: string[], body: any} & Record<string, any>} Answered    `entries` can be taken back, `body` sent again
 * @typedef {{tasks: Option[], systems: string[], oversights: Option[], questions: Question}} Offer
 */

const CHECKED_BY_A_PERSON = "human_validated";
const MAX_NAMED = 8; // people that the dialog lists by name

export class AiDialog {
  /**
   * @param {Sheet} sheet
   * @param {{address: string, names: string, done: (answered: Answered) => void}} options
   */
  constructor(sheet, options) {
    this.sheet = sheet;
    this.options = options;
    /** @type {Credit[]} */
    this.credits = [];
    /** @type {Offer | null} */
    this.offer = null;
    this.people = make("p", { class: "sheet-typed" });
    this.answer = make("fieldset", { class: "sheet-choice", onchange: () => this.follow() }, make("legend", {}, this.text("ai_question")), ...this.makeRadios("ai-answer", [["none", this.text("ai_answer_none")], ["used", this.text("ai_answer_used")]]));
    this.system = make("input", { type: "text", id: "ai-system", list: "ai-systems", autocomplete: "off", oninput: () => this.follow() });
    this.systems = make("datalist", { id: "ai-systems" });
    this.vendor = make("input", { type: "text", id: "ai-vendor", autocomplete: "off" });
    this.vendorField = make("div", {}, make("label", { for: "ai-vendor" }, this.text("ai_vendor")), this.vendor);
    this.task = make("select", { id: "ai-task" });
    this.questions = make("div", { class: "sheet-questions" });
    this.oversight = make("fieldset", { class: "sheet-choice", onchange: () => this.follow() });
    this.use = make("div", {}, make("label", { for: "ai-system" }, this.text("ai_system")), this.system, this.systems, this.vendorField,
      make("label", { for: "ai-task" }, this.text("ai_task")), this.task, this.questions, this.oversight);
    this.person = new PersonField(sheet.texts, { address: options.names, name: "ai-person" });
    this.day = make("input", { type: "date", id: "ai-day" });
    this.check = make("div", {}, this.person.element, make("label", { for: "ai-day" }, this.text("ai_day")), this.day);
    this.problem = make("ul", { role: "alert", class: "sheet-reasons" });
    const form = make("form", { method: "dialog", novalidate: true, onsubmit: (/** @type {Event} */ event) => this.save(event) },
      make("h2", { id: "ai-title" }, this.text("ai_title")), this.people, this.answer, this.use, this.check, this.problem,
      make("p", { class: "sheet-buttons" }, make("button", { class: "proposed" }, this.text("ai_save")), make("button", { type: "button", onclick: () => this.element.close() }, this.text("cancel"))));
    this.element = make("dialog", { class: "sheet-dialog", "aria-labelledby": "ai-title" }, form);
  }

  /**
   * @param {string} key
   * @param {Record<string, string | number>} [values]
   */
  text(key, values) {
    return say(this.sheet.texts, key, values);
  }

  /**
   * @param {string} name
   * @param {[value: string, label: string][]} options
   */
  makeRadios(name, options) {
    return options.map(([value, label]) => make("label", {}, make("input", { type: "radio", name, value }), ` ${label}`));
  }

  /** @param {Credit[]} credits */
  async open(credits) {
    this.offer ??= await ask(this.options.address).catch(() => null);
    if (!this.offer) return false;
    this.credits = credits;
    const named = [...new Map(credits.map((credit) => [credit.text || credit.absence_label, credit])).keys()];
    this.people.textContent = named.slice(0, MAX_NAMED).join("、") + (named.length > MAX_NAMED ? ` ${this.text("ai_more", { n: named.length - MAX_NAMED })}` : "");
    this.systems.replaceChildren(...this.offer.systems.map((value) => make("option", { value })));
    this.task.replaceChildren(make("option", { value: "" }, "–"), ...this.offer.tasks.map(({ value, label }) => make("option", { value }, label)));
    this.oversight.replaceChildren(make("legend", {}, this.text("ai_oversight")), ...this.makeRadios("ai-oversight", this.offer.oversights.map(({ value, label }) => [value, label])));
    this.questions.replaceChildren(this.makeQuestion(this.offer.questions, 1));
    const people = new Map(credits.flatMap((credit) => (credit.contributor ? [[credit.contributor, { contributor: credit.contributor, name: credit.name, detail: "" }]] : [])));
    this.person.reset([...people.values()].slice(0, MAX_NAMED));
    for (const radio of this.element.querySelectorAll("input[type=radio]")) if (radio instanceof HTMLInputElement) radio.checked = false;
    for (const input of [this.system, this.vendor, this.day]) input.value = "";
    this.problem.replaceChildren();
    this.follow();
    this.element.showModal();
    return true;
  }

  /**
   * A question, which asks the next one below it once it is answered.
   * @param {Question} question
   * @param {number} number
   * @returns {HTMLElement}
   */
  makeQuestion({ question, options }, number) {
    const below = make("div", {});
    const choose = (/** @type {Event} */ event) => {
      const option = event.target instanceof HTMLInputElement ? options[Number(event.target.value)] : undefined;
      if (event.target instanceof HTMLInputElement && event.target.name === `ai-source-${number}`) below.replaceChildren(option?.next ? this.makeQuestion(option.next, number + 1) : "");
    };
    const radios = options.map((option, index) => make("label", {}, make("input", { type: "radio", name: `ai-source-${number}`, value: index, "data-source": option.source ?? "" }), ` ${option.label}`));
    return make("div", {}, make("fieldset", { class: "sheet-choice", onchange: choose }, make("legend", {}, question), ...radios), below);
  }

  /** @param {string} name */
  read(name) {
    const chosen = this.element.querySelector(`input[name=${name}]:checked`);
    return chosen instanceof HTMLInputElement ? chosen.value : "";
  }

  /** The code that the last answer leads to; empty while a question is open. */
  readSource() {
    const answers = [...this.questions.querySelectorAll("input:checked")];
    const last = answers[answers.length - 1];
    return last instanceof HTMLElement ? (last.dataset["source"] ?? "") : "";
  }

  /** Only what the answers so far ask for is shown. */
  follow() {
    const answer = this.read("ai-answer"), used = answer === "used", checked = this.read("ai-oversight") === CHECKED_BY_A_PERSON;
    const system = this.system.value.trim();
    this.use.hidden = !used;
    this.vendorField.hidden = !system || (this.offer?.systems.includes(system) ?? false);
    this.check.hidden = !(answer === "none" || (used && checked));
    this.person.legend.textContent = this.text(used ? "ai_checked_by" : "ai_said_by");
  }

  /** What is still open, in sentences: the dialog does not end with the machine and without the person. */
  listOpen() {
    const answer = this.read("ai-answer"), used = answer === "used", oversight = this.read("ai-oversight");
    const unnamed = this.credits.some((credit) => !credit.contributor && !credit.locked);
    const open = [
      [!answer, "ai_open_answer"], [used && unnamed, "ai_open_name"], [used && !this.system.value.trim(), "ai_open_system"],
      [used && !this.vendorField.hidden && !this.vendor.value.trim(), "ai_open_vendor"], [used && !this.task.value, "ai_open_task"], [used && !this.readSource(), "ai_open_source"],
      [used && !oversight, "ai_open_oversight"], [used && oversight === CHECKED_BY_A_PERSON && !(this.person.value && this.day.value), "ai_open_check"], [answer === "none" && !this.person.value, "ai_open_person"],
    ];
    return open.filter(([is]) => is).map(([, key]) => this.text(String(key)));
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    const open = this.listOpen();
    if (open.length) {
      this.tell(open);
      return;
    }
    const answer = this.read("ai-answer"), asked = !this.check.hidden;
    const use = answer === "used" ? { system: this.system.value.trim(), vendor: this.vendorField.hidden ? "" : this.vendor.value.trim(), task: this.task.value, source: this.readSource(), oversight: this.read("ai-oversight") } : {};
    const body = { credits: this.credits.map(({ uid, version }) => ({ uid, version })), answer, ...use, validated_by: asked ? this.person.value : null, validated_on: (asked && this.day.value) || null };
    try {
      const answered = await ask(this.options.address, { method: "POST", body });
      if (answer === "used" && this.offer && !this.offer.systems.includes(this.system.value.trim())) this.offer = null; // it is known now
      this.element.close();
      this.options.done({ ...answered, body });
    } catch (error) {
      this.tell(error instanceof Refused && error.reasons.length ? error.reasons : [this.text("not_reached")]);
    }
  }

  /** @param {string[]} sentences */
  tell(sentences) {
    this.problem.replaceChildren(...sentences.map((sentence) => make("li", {}, sentence)));
    this.problem.scrollIntoView({ block: "nearest" });
  }
}
