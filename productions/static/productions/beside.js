/* What stands beside the player of a preview: its choices, and who signed what it shows. */
"use strict";

/** Sentences as entries of a list. */
function listed(texts) {
  return texts.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
}

/** Lines that do not fit, each with a link to its credit. */
function linked(lines, label) {
  return lines.map(({ sentence, address }) => {
    const item = Object.assign(document.createElement("li"), { className: "wide", textContent: sentence });
    if (address) item.append(" ", Object.assign(document.createElement("a"), { href: address, textContent: label }));
    return item;
  });
}

/** The choices beside the player, in its questions and in the page's address. */
function choices(form) {
  return () => {
    const given = [...new FormData(form)].filter(([, value]) => value !== "");
    return new URLSearchParams(given).toString();
  };
}

/** What stands in the form whose roll a player shows without its being saved; null where it shows none. */
function unsaved(player) {
  const form = document.getElementById(player.dataset.form);
  return form && new URLSearchParams(new FormData(form));
}

/** Ask for an address: by such values, else as it is. */
function asked(address, body, options) {
  return fetch(address, body ? { method: "POST", body } : options);
}

/** Shows who signed what is on the screen; the form signs that document, in those choices. */
function signing(section) {
  const part = (name) => section.querySelector(`[data-part="${name}"]`);
  return (state, query) => {
    section.hidden = Boolean(state.refused);
    if (state.refused) return;
    part("digest").textContent = state.digest;
    part("approvals").replaceChildren(...listed(state.approvals));
    part("nobody").hidden = state.approvals.length > 0;
    const signer = section.querySelector("form");
    if (signer) Object.assign(signer.elements.digest, { value: state.digest });
    if (signer) Object.assign(signer.elements.choices, { value: query });
  };
}
