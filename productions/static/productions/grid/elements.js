/* Elements made by script, without a word of HTML: nothing that somebody typed is ever read as a tag. */

/**
 * An element with its attributes, listeners (`onclick`) and children. False and null attributes are left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | false | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false && child !== undefined).map((child) => /** @type {Node | string} */ (child)));
  return element;
}

/**
 * A sentence with its values: `{name}` in the text is replaced, and `key_one` is taken for one where there is such a text.
 * @param {Record<string, string>} texts
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function say(texts, key, values = {}) {
  const one = values["n"] === 1 ? texts[`${key}_one`] : undefined;
  return (one ?? texts[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}
