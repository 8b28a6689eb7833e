/* The review queue works by its form alone. With this, lines are walked and decided by keys, one at a time, and chosen in stretches. */
const form = /** @type {HTMLFormElement | null} */ (document.getElementById("review"));
const said = document.getElementById("review-said");
const WAIT_MS = 30_000; // for an answer; longer than the server itself waits for its database
const MARKS = { confirm: form?.dataset.confirmed, remove: form?.dataset.removed, return: form?.dataset.returned };
/** @typedef {keyof typeof MARKS} Act */

/** @type {HTMLInputElement | null} */
let lastChosen = null;

/** @returns {HTMLTableRowElement[]} */
const lines = () => [...(form?.querySelectorAll("tr[data-line]") ?? [])].map((line) => /** @type {HTMLTableRowElement} */ (line));

/** @param {Element} line */
const boxOf = (line) => /** @type {HTMLInputElement | null} */ (line.querySelector("input[name=credit]"));

/** @param {string} text */
function tell(text) {
  if (said) said.textContent = text;
}

/** The line that has the focus, or holds what has. */
function currentLine() {
  const line = document.activeElement?.closest("tr[data-line]");
  return line instanceof HTMLTableRowElement ? line : null;
}

/** @param {HTMLTableRowElement | undefined} line */
function enter(line) {
  if (!line) return;
  for (const each of lines()) each.tabIndex = each === line ? 0 : -1;
  line.focus();
  line.scrollIntoView({ block: "nearest" });
}

/** @param {number} step */
function move(step) {
  const every = lines().filter((line) => !line.classList.contains("done"));
  const here = currentLine();
  const place = here ? lines().indexOf(here) : -1;
  const ahead = every.filter((line) => (step > 0 ? lines().indexOf(line) > place : lines().indexOf(line) < place));
  enter(step > 0 ? ahead[0] : ahead.at(-1));
}

/**
 * Decide about one line, as it was shown; what somebody changed meanwhile is told and left.
 * @param {HTMLTableRowElement} line
 * @param {Act} act
 * @param {string} [reason]
 */
async function decide(line, act, reason = "") {
  const box = boxOf(line);
  if (!form || !box || line.classList.contains("done") || line.getAttribute("aria-busy")) return;
  const body = new FormData();
  body.set("csrfmiddlewaretoken", String(new FormData(form).get("csrfmiddlewaretoken")));
  body.set("act", act);
  body.set("credit", box.value);
  body.set("reason", reason);
  line.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(location.href, {
      method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(WAIT_MS),
    });
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (!told) throw new Error(String(answer.status));
    if (!answer.ok) return tell(told.reasons.join(" "));
    tell([told.said, told.left].filter(Boolean).join(" "));
    finish(line, box, told.left || MARKS[act] || "", Boolean(told.left));
    if (currentLine() === line) move(1);
  } catch {
    tell(form.dataset.failed ?? "");
  } finally {
    line.removeAttribute("aria-busy");
  }
}

/**
 * A line that was decided stays where it is, and says so.
 * @param {HTMLTableRowElement} line
 * @param {HTMLInputElement} box
 * @param {string} text
 * @param {boolean} isLeft
 */
function finish(line, box, text, isLeft) {
  const mark = document.createElement("strong");
  mark.className = "decided";
  mark.textContent = text;
  line.querySelector(".problems")?.append(mark);
  line.classList.add("done");
  line.classList.toggle("left", isLeft);
  box.checked = false;
  box.disabled = true;
}

/** Ask why in the field of the form; Enter there decides about the line alone, Escape goes back to it.
 * @param {HTMLTableRowElement} line
 * @param {Act} act
 */
function askReason(line, act) {
  const field = document.getElementById("reason");
  if (!(field instanceof HTMLInputElement)) return;
  line.classList.add("asked");
  field.focus();
  /** @param {KeyboardEvent} event */
  const answer = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    leave();
    enter(line);
    if (event.key === "Enter") void decide(line, act, field.value);
  };
  const leave = () => {
    line.classList.remove("asked");
    field.removeEventListener("keydown", answer);
    field.removeEventListener("blur", leave);
  };
  field.addEventListener("keydown", answer);
  field.addEventListener("blur", leave);
}

/** Chosen are this box and, with Shift, all from the last one to it.
 * @param {HTMLInputElement} box
 * @param {boolean} isStretch
 */
function choose(box, isStretch) {
  const boxes = lines().map(boxOf).filter((each) => each !== null);
  const [from, to] = [lastChosen ? boxes.indexOf(lastChosen) : -1, boxes.indexOf(box)];
  if (isStretch && from >= 0) {
    for (const each of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) if (!each.disabled) each.checked = box.checked;
  }
  lastChosen = box;
}

/** @param {KeyboardEvent} event */
function obey(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !form) return;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.matches("input:not([type=checkbox]), select, textarea, [contenteditable]")) return;
  const line = currentLine();
  const isHere = line !== null || document.activeElement === document.body;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const show = new URL(location.href).searchParams.get("show") ?? "drafts";
  if (isHere && (key === "n" || key === "j" || (line && key === "ArrowDown"))) move(1);
  else if (isHere && (key === "p" || key === "k" || (line && key === "ArrowUp"))) move(-1);
  else if (line && key === "a" && show === "drafts") void decide(line, "confirm");
  else if (line && key === "r" && (show === "drafts" || show === "confirmed")) askReason(line, show === "drafts" ? "remove" : "return");
  else if (line && key === "x") {
    const box = boxOf(line);
    if (!box || box.disabled) return;
    box.checked = !box.checked;
    choose(box, event.shiftKey);
  } else return;
  event.preventDefault();
}

if (form) {
  const [first, ...others] = lines();
  if (first) first.tabIndex = 0;
  for (const line of others) line.tabIndex = -1;
  document.addEventListener("keydown", obey);
  form.addEventListener("click", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
    if (box.name === "credit") choose(box, event.shiftKey);
    if ("all" in box.dataset) {
      for (const each of box.closest("tbody")?.querySelectorAll("input[name=credit]") ?? []) {
        if (each instanceof HTMLInputElement && !each.disabled) each.checked = box.checked;
      }
    }
  });
}

export {};
