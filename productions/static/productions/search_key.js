/* The key / leads to the search field of the header, from anywhere but where text is typed. */

const TYPED_INTO = "input, textarea, select, [contenteditable]:not([contenteditable=false]), [role=grid], dialog[open]";

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target instanceof Element && event.target.closest(TYPED_INTO)) return;
  const field = document.getElementById("site-search");
  if (!(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  field.focus();
  field.select();
});
