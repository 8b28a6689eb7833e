/* A page that could not be loaded shows what this browser keeps of it. */

import { make, say } from "../grid/elements.js";
import { listKept } from "./saving.js";

/** @import { Texts } from "./types.js" */

/**
 * Where the browser keeps what one user does in the rows of an address.
 * @param {HTMLElement} root
 * @param {string} address
 */
export function findPlace(root, address) {
  const url = new URL(address, location.href);
  return `staffroll:${root.dataset["user"]}:${url.pathname}${url.search}`;
}

/**
 * @param {HTMLElement} root
 * @param {Texts} texts
 * @param {string} place
 */
export function showKept(root, texts, place) {
  const kept = listKept(window.localStorage, `${place}:pending:`).map(({ text }) => text).filter(Boolean);
  root.replaceChildren(
    make("p", { role: "alert" }, say(texts, "not_loaded")),
    make("p", {}, make("button", { type: "button", onclick: () => location.reload() }, say(texts, "reload"))),
    ...(kept.length ? [make("p", {}, say(texts, "kept_here", { n: kept.length })), make("ul", {}, ...kept.map((text) => make("li", {}, text)))] : []));
}
