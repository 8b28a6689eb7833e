/* Which key does what while nothing is being edited. The page lists the same keys for its user. */

/** Commands that build on what the cells say. */
export const CHANGING = ["clear", "fillDown", "fillRight", "undo", "redo"];

/** @type {Record<string, string>} */
const PLAIN = {
  ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right",
  PageUp: "pageUp", PageDown: "pageDown", Home: "rowStart", End: "rowEnd",
  Tab: "next", Enter: "edit", F2: "edit", Escape: "collapse", Delete: "clear", Backspace: "clear", F1: "help", F6: "panel", F8: "problem",
};
/** @type {Record<string, string>} */
const WITH_CONTROL = {
  ArrowUp: "top", ArrowDown: "bottom", ArrowLeft: "rowStart", ArrowRight: "rowEnd", Home: "first", End: "last",
  a: "all", d: "fillDown", r: "fillRight", z: "undo", y: "redo",
};

/**
 * The command of a key, or "" where the key is left alone: it types, composes, copies, or is the browser's.
 * @param {KeyboardEvent} event
 * @returns {string}
 */
export function readKey(event) {
  if (isComposing(event) || event.altKey) return "";
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey) {
    const command = WITH_CONTROL[key.length === 1 ? key.toLowerCase() : key] ?? "";
    return command === "undo" && shiftKey ? "redo" : command;
  }
  if (key === "Tab" && shiftKey) return "previous";
  if (key === " " && shiftKey) return "row";
  if (key === "F2" && shiftKey) return "rowHead";
  if (key === "?") return "help";
  return PLAIN[key] ?? "";
}

/**
 * Whether an input method has the key. Safari ends a composition before the Enter that ends it, and says 229.
 * @param {KeyboardEvent} event
 */
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}
