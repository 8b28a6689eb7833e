/* Fields of a form that offer entries while one types: they offer what belongs to what was chosen above, fill what lies above them,
 * and open when somebody types. Without this the fields offer everything, and the server checks all the same. */

const NARROWING = ["production", "episode", "cut", "character"];
/** @type {Record<string, string[]>} */
const DEPENDENT = {
  production: ["episode", "last_episode", "cut", "last_cut", "song", "segment"],
  episode: ["cut", "last_cut"],
}; // what another choice empties: it belonged to the one before

/** Django's own, which its fields are made with. @type {any} */
const jQuery = /** @type {any} */ (window).django?.jQuery;
/** The field whose choices are open. @type {HTMLSelectElement | null} */
let asking = null;
let before = "";

/**
 * Another field of the same form, or of the same row where the field is in one.
 * @param {HTMLSelectElement} field
 * @param {string} name
 * @returns {HTMLInputElement | HTMLSelectElement | null}
 */
function findField(field, name) {
  const row = /^.+-\d+-/.exec(field.name)?.[0] ?? "";
  const found = field.form?.elements.namedItem(row + name) ?? field.form?.elements.namedItem(name);
  return found instanceof HTMLSelectElement || found instanceof HTMLInputElement ? found : null;
}

/** What the form has above the field, as a query. @param {HTMLSelectElement} field */
function describeChosen(field) {
  const query = new URLSearchParams();
  for (const name of NARROWING) {
    const above = findField(field, name);
    if (above && above !== field && above.value) query.set(`chosen_${name}`, above.value);
  }
  return query.toString();
}

/**
 * @param {HTMLSelectElement} field
 * @param {{id: string, text: string} | null} entry
 */
function setField(field, entry) {
  if (entry) field.append(new Option(entry.text, entry.id, true, true));
  else field.value = "";
  jQuery(field).trigger("change");
}

/**
 * Empty what belonged to the choice before, and fill what lies above.
 * @param {HTMLSelectElement} field
 * @param {Record<string, {id: string, text: string}>} fills
 */
function follow(field, fills) {
  const name = field.name.replace(/^.+-\d+-/, "");
  for (const below of before && before !== field.value ? (DEPENDENT[name] ?? []) : []) {
    const other = findField(field, below);
    if (other instanceof HTMLSelectElement && other.value) setField(other, null);
  }
  for (const [above, entry] of Object.entries(fills)) {
    const other = findField(field, above);
    if (other instanceof HTMLSelectElement && other !== field && !other.value) setField(other, entry);
  }
}

/** Whoever types on a closed field begins to search; composition is left alone. @param {KeyboardEvent} event */
function openByTyping(event) {
  const closed = event.target instanceof Element ? event.target.closest(".select2-selection") : null;
  const field = closed?.closest(".select2-container")?.previousElementSibling;
  if (!(field instanceof HTMLSelectElement) || event.isComposing || event.keyCode === 229) return;
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
  // The list takes the focus a moment later, so the first letter is put there.
  event.preventDefault();
  jQuery(field).select2("open");
  jQuery(".select2-container--open .select2-search__field").val(event.key).trigger("input");
}

/** The field that is filled in first, where the page names one: Django takes the first of all. */
function focusFirst() {
  const name = document.getElementById("first-field")?.dataset.name;
  const field = name ? document.getElementById(`id_${name}`) : null;
  const shown = field?.nextElementSibling?.querySelector(".select2-selection") ?? field;
  if (shown instanceof HTMLElement) shown.focus();
}

if (jQuery) {
  jQuery.ajaxPrefilter((/** @type {{url: string, data?: string}} */ options) => {
    const chosen = asking && options.url.includes("/autocomplete/") ? describeChosen(asking) : "";
    if (chosen) options.data = options.data ? `${options.data}&${chosen}` : chosen;
  });
  jQuery(document)
    .on("select2:opening", (/** @type {any} */ event) => {
      asking = event.target;
      before = event.target.value;
    })
    .on("select2:select", (/** @type {any} */ event) => follow(event.target, event.params.data.fills ?? {}));
  document.addEventListener("keydown", openByTyping, true);
  // After Django has made its fields, which jQuery may do later than the page is loaded, and has taken the focus itself.
  window.addEventListener("load", () => jQuery(focusFirst));
}
