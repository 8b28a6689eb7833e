/* The order of a roll can be given by numbers alone. With this, lines are dragged and moved by keys, and their numbers follow. */
const form = document.getElementById("billing");
const list = form?.querySelector(".billing");
const EDGE = 60; // pixels from the window's edge in which it scrolls while a line is dragged
const STEP = 12; // pixels for each movement of the pointer there
const KEYS = { ArrowUp: "up", ArrowDown: "down", Home: "first", End: "last" };
let saved = true;

/** The lines as they stand now. */
const lines = () => [...list.children];

/** Numbers, headings and buttons after the lines. */
function follow() {
  const every = lines();
  every.forEach((line, index) => {
    line.querySelector("[name=place]").value = index + 1;
    line.classList.toggle("begins", line.dataset.department !== every[index - 1]?.dataset.department);
    for (const button of line.querySelectorAll("button")) {
      const upwards = button.dataset.move === "first" || button.dataset.move === "up";
      button.disabled = upwards ? index === 0 : index === every.length - 1;
    }
  });
}

/** Says what has changed, also to those who do not see it. */
function tell(line) {
  const every = lines();
  const told = { NAME: line.querySelector(".name").textContent, NUMBER: every.indexOf(line) + 1, TOTAL: every.length };
  document.getElementById("said").textContent = form.dataset.moved.replace(/NAME|NUMBER|TOTAL/g, (word) => told[word]);
  document.getElementById("unsaved").textContent = form.dataset.unsaved;
  saved = false;
}

/** Put a line at a place, from 0; what held the focus in it has it again. */
function place(line, index) {
  const others = lines().filter((each) => each !== line);
  const target = Math.max(0, Math.min(index, others.length));
  if (lines().indexOf(line) !== target) {
    const focused = line.contains(document.activeElement) ? document.activeElement : null;
    list.insertBefore(line, others[target] ?? null);
    follow();
    (focused?.disabled ? line.querySelector("[name=place]") : focused)?.focus();
    line.scrollIntoView({ block: "nearest" });
    tell(line);
  } else {
    follow();
  }
}

function move(line, way) {
  const index = lines().indexOf(line);
  place(line, { first: 0, up: index - 1, down: index + 1, last: Infinity }[way]);
}

/** A line follows the pointer until it is let go; Escape puts it back. */
function drag(event) {
  const line = event.target.closest(".handle")?.closest("li");
  if (!line || event.button) return;
  event.preventDefault();
  const start = lines().indexOf(line);
  let cancelled = false;
  const over = ({ clientX, clientY }) => {
    if (clientY < EDGE) window.scrollBy(0, -STEP);
    if (clientY > window.innerHeight - EDGE) window.scrollBy(0, STEP);
    const below = document.elementsFromPoint(clientX, clientY).map((each) => each.closest(".billing > li"));
    const other = below.find((each) => each && each !== line);
    if (!other) return;
    const { top, height } = other.getBoundingClientRect();
    list.insertBefore(line, clientY < top + height / 2 ? other : other.nextElementSibling);
  };
  const escape = ({ key }) => {
    if (key !== "Escape") return;
    cancelled = true;
    list.releasePointerCapture(event.pointerId);
  };
  const end = () => {
    list.removeEventListener("pointermove", over);
    document.removeEventListener("keydown", escape);
    line.classList.remove("dragged");
    if (cancelled) list.insertBefore(line, lines().filter((each) => each !== line)[start] ?? null);
    follow();
    if (lines().indexOf(line) !== start) tell(line);
  };
  // The list has the pointer, since the line itself leaves the document for a moment whenever it moves.
  list.setPointerCapture(event.pointerId);
  line.classList.add("dragged");
  list.addEventListener("pointermove", over);
  list.addEventListener("lostpointercapture", end, { once: true });
  document.addEventListener("keydown", escape);
}

if (list) {
  form.classList.add("sortable");
  follow();
  list.addEventListener("pointerdown", drag);
  list.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-move]");
    if (button) move(button.closest("li"), button.dataset.move);
  });
  list.addEventListener("keydown", (event) => {
    const line = event.target.closest("li");
    if (event.altKey && KEYS[event.key]) {
      event.preventDefault();
      move(line, KEYS[event.key]);
    } else if (event.key === "Enter" && event.target.matches("[name=place]")) {
      event.preventDefault(); // it moves the line, and does not save
      place(line, event.target.valueAsNumber - 1 || 0);
    }
  });
  list.addEventListener("change", ({ target }) => {
    if (target.matches("[name=place]")) place(target.closest("li"), target.valueAsNumber - 1 || 0);
  });
  form.addEventListener("submit", () => {
    form.elements.order.value = lines().map((line) => line.dataset.line).join(",");
    for (const input of list.querySelectorAll("[name=place]")) input.disabled = true;
    saved = true;
  });
  window.addEventListener("beforeunload", (event) => saved || event.preventDefault());
}
