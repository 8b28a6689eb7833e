/* The form of a template works without this. With it, its buttons do at once what the server says, fields come and go with
   what a block holds, and a block's line follows what is typed. */
const form = document.getElementById("looks");

/** The form as the server has it after a button; the page is not left and nothing is saved. */
async function ask(action) {
  const body = new URLSearchParams(new FormData(form));
  body.set("do", action);
  const answer = await fetch(form.action, { method: "POST", body });
  if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("looks");
}

let turn = Promise.resolve();

/** Do what a button says, after what was asked before it. The keyboard stands on `line` afterwards, the id of a block, or on what the
    server says. */
function act(button, line = "") {
  turn = turn.then(() => perform(button.value, line));
}

async function perform(value, line) {
  const button = form.querySelector(`button[name=do][value="${CSS.escape(value)}"]`);
  if (!button || button.disabled) return; // a move before it led to the end
  const open = new Set([...form.querySelectorAll("details[open]")].map((each) => each.id));
  let made;
  try {
    made = await ask(value);
  } catch {
    form.requestSubmit(button); // the page says what is the matter
    return;
  }
  form.querySelector("fieldset.all").replaceWith(made.querySelector("fieldset.all"));
  form.querySelector(".errornote")?.remove();
  for (const each of form.querySelectorAll("details")) if (open.has(each.id)) each.open = true;
  const target = focused(line || made.dataset.focus);
  target?.focus();
  target?.scrollIntoView({ block: "nearest" });
  follow();
  document.getElementById("said").textContent = button.getAttribute("aria-label") ?? button.textContent;
}

/** What the keyboard stands on: a button by its value, a field by its name, or the line of a block. */
function focused(name) {
  const every = [...form.querySelectorAll("button, input, select")];
  const found = every.find((each) => each.tabIndex >= 0 && (each.value === name && each.localName === "button" || each.name === name));
  return found ?? document.getElementById(`${name}.fields`)?.querySelector("summary");
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button) return;
  event.preventDefault();
  act(button);
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".codes .adder input")) {
    event.preventDefault();
    act(event.target.nextElementSibling);
  }
  const moved = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const record = event.target.matches("summary") && event.target.closest(".record");
  if (!event.altKey || !moved || !record) return;
  event.preventDefault();
  const button = record.querySelector(`:scope > .moves button[value^=${moved}]`);
  if (button && !button.disabled) act(button, record.id);
});

/* A choice of the list is added at once; what is typed waits for Enter or the button. */
form.addEventListener("input", (event) => {
  const chosen = !event.inputType || event.inputType === "insertReplacementText";
  if (chosen && event.target.matches(".codes .adder input") && offered(event.target)) act(event.target.nextElementSibling);
});

function offered(input) {
  return [...input.list.options].some((option) => option.value === input.value);
}

form.addEventListener("change", (event) => {
  const record = event.target.closest(".record");
  if (!record || event.target.closest(".adder")) return;
  if (/\.(holds|form)$/.test(event.target.name)) fit(record);
  tell();
});

/** Show the fields that make sense for what a block holds in its form (`template_terms.makes_sense`). */
function fit(record) {
  const own = (name) => document.getElementById(`${record.id}.${name}`)?.value;
  const asked = [own("holds"), `${own("holds")}/${own("form")}`];
  for (const kept of record.querySelectorAll("input[name$='.kept']")) kept.remove();
  for (const field of record.querySelectorAll("[data-when]")) {
    field.hidden = !field.dataset.when.split(" ").some((each) => asked.includes(each));
  }
}

/** The blocks' lines, told anew. */
async function tell() {
  try {
    const made = await ask("look");
    for (const line of made.querySelectorAll("[data-line]")) {
      const shown = form.querySelector(`[data-line="${CSS.escape(line.dataset.line)}"]`);
      if (shown) shown.textContent = line.textContent;
    }
  } catch {
    // the lines stay as they are until the next button
  }
}

/* From the first look on, the player follows the form, whose values it posts with its questions. */
const preview = document.getElementById("preview");
const look = document.getElementById("look");
const player = preview?.querySelector(".player");
if (look && player) look.hidden = false;

look?.addEventListener("click", () => {
  Object.assign(player.dataset, { form: form.id, state: preview.dataset.unsavedState, tile: preview.dataset.unsavedTile });
  preview.querySelector("summary").textContent = look.dataset.title;
  preview.open = true;
  follow();
  player.focus();
});
form.addEventListener("change", (event) => { if (!event.target.closest(".adder")) follow(); });

function follow() {
  if (player?.dataset.form) player.dispatchEvent(new Event("look"));
}

form.querySelector(".together, .errornote")?.focus();
