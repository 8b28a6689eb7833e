/* Another list of fonts where the last one is used: a chain may have any number.

   How a page uses it: load this module, and mark each list of a chain, all beside one another, with `data-font-chain`. */

const LISTS = "select[data-font-chain]";

document.addEventListener("change", (event) => {
  const list = event.target;
  if (!(list instanceof HTMLSelectElement) || !list.matches(LISTS) || !list.value) return;
  const lists = [.../** @type {NodeListOf<HTMLSelectElement>} */ (list.parentElement?.querySelectorAll(LISTS) ?? [])];
  if (lists.at(-1) !== list) return;
  const next = /** @type {HTMLSelectElement} */ (list.cloneNode(true));
  next.id = `${lists[0].id}_${lists.length}`;
  next.value = "";
  const label = list.getAttribute("aria-label");
  if (label) next.setAttribute("aria-label", label.replace(/\d+/, String(lists.length)));
  list.after("\n", next);
});
