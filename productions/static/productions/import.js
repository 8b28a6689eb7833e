/* Without this a file is chosen, pages are loaded again by the browser, and answers for all alike are the site's work. */
const page = document.querySelector(".import");
const POLL = 700; // milliseconds between two looks at what the workers do

/** A file is dropped or pasted, and sent at once. */
function takeFiles(form) {
  const drop = form.querySelector(".drop");
  const input = form.elements.file;
  const error = document.getElementById("upload-error");
  const refuse = (text) => Object.assign(error, { textContent: text, hidden: !text });
  const take = (files) => {
    if (files.length > 1) return refuse(form.dataset.one);
    if (!files.length || !checked(files[0])) return undefined;
    input.files = files;
    return form.requestSubmit();
  };
  const checked = (file) => {
    const fits = file.size <= Number(form.dataset.most);
    refuse(fits ? "" : form.dataset.tooLarge);
    return fits;
  };
  page.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  page.addEventListener("dragleave", (event) => page.contains(event.relatedTarget) || drop.classList.remove("over"));
  page.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData("text/plain");
    if (files.length && !text) {
      event.preventDefault();
      take(files);
    } else if (text && !event.target.closest("input, textarea")) {
      event.preventDefault();
      form.elements.pasted.value = text;
      form.elements.pasted.focus();
    }
  });
  input.addEventListener("change", () => input.files.length && checked(input.files[0]));
  form.addEventListener("submit", (event) => {
    if (input.files.length && !checked(input.files[0])) return event.preventDefault();
    const { pasted } = form.elements;
    if (!input.files.length && pasted.value) { // as a file it may be larger than a field of a form
      const sent = new DataTransfer();
      sent.items.add(new File([pasted.value], "pasted.txt", { type: "text/plain" }));
      input.files = sent.files;
      pasted.disabled = true;
    }
    document.getElementById("upload-status").textContent = form.dataset.sending;
    return undefined;
  });
}

/** What the workers do, until they are done. */
async function watch(section) {
  const part = (name) => section.querySelector(`[data-part=${name}]`);
  try {
    const answer = await fetch(section.dataset.state, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return location.reload();
    const state = await answer.json();
    if (!state.open) return location.reload();
    if (part("said").textContent !== state.said) part("said").textContent = state.said;
    Object.assign(part("silence"), { textContent: state.silence, hidden: !state.silence });
  } catch {
    part("said").textContent = section.dataset.away;
  }
  return setTimeout(() => watch(section), POLL);
}

/** An answer for all alike is seen at each question of the page; one that is changed by itself ends that. */
function answerAlike(form) {
  for (const every of form.querySelectorAll("select[name^=all-]")) {
    const part = every.closest(".questions") ?? form;
    every.addEventListener("change", () => {
      if (!every.value) return;
      for (const radio of part.querySelectorAll("input[type=radio]")) if (radio.value === every.value) radio.checked = true;
      for (const list of part.querySelectorAll("select[name^=answer-]")) list.value = every.value;
    });
    part.addEventListener("change", ({ target }) => {
      if (target.name?.startsWith("answer-")) every.value = "";
    });
  }
}

if (page) {
  page.classList.add("scripted");
  const upload = document.getElementById("upload");
  if (upload) takeFiles(upload);
  for (const section of page.querySelectorAll("[data-state]")) setTimeout(() => watch(section), POLL);
  for (const form of page.querySelectorAll("form")) answerAlike(form);
  // What is linked to inside of a closed part is seen.
  const open = () => location.hash.length > 1 && document.querySelector(`details${location.hash}`)?.setAttribute("open", "");
  open();
  addEventListener("hashchange", open);
}
