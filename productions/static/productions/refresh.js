/* Keeps parts of a page as they are now, without a reload.

   How a page uses it: load this module, and mark each part with a name that no other part has:

     <p data-refresh="waiting">…</p>

   Every 15 seconds, while somebody looks at the page, the same address is fetched again, and a part is replaced where what it says is
   no longer the same. Where the page (any element) says `data-refresh-marker="{% url 'admin:news' %}"`, that small address is
   asked first, and the page is fetched only once the marker is another one; `?production=<key>` narrows it to one production.
   `data-refresh-seconds="0.25"` asks more often. A part that was replaced may say both anew. A part is left alone while the focus is in it,
   while text of it is selected, and once something was typed into a form of it. A part that the new page does not have is taken away; new ones are not added.
   After a part was replaced, it sends the event `refreshed`, which bubbles. */

const EVERY_SECONDS = 15;
const MAX_WAIT_SECONDS = 300; // between two attempts, where the server does not answer

export class Refresher {
  /** @param {Document} page */
  constructor(page) {
    this.page = page;
    this.marker = "";
    this.failures = 0;
    this.busy = false;
    this.asked = 0;
    /** @type {Set<string>} */
    this.typed = new Set(); // names of the parts that somebody typed into
    page.addEventListener("input", (event) => this.noteTyping(event));
    page.addEventListener("visibilitychange", () => page.hidden || this.ask());
    this.ask(); // so that a change soon after the page was made is one already
    this.schedule();
  }

  /** The small address that is asked first; a part that is shown no more may have taken it away. */
  get address() {
    const settings = /** @type {HTMLElement | null} */ (this.page.querySelector("[data-refresh-marker]"))?.dataset;
    return settings?.refreshMarker ?? "";
  }

  /** How long is waited, which a part that was replaced may say otherwise. */
  get seconds() {
    const timed = /** @type {HTMLElement | null} */ (this.page.querySelector("[data-refresh-seconds]"))?.dataset;
    return Number(timed?.refreshSeconds) || EVERY_SECONDS;
  }

  schedule() {
    const wait = Math.min(this.seconds * 2 ** this.failures, MAX_WAIT_SECONDS);
    window.setTimeout(async () => {
      if (!this.page.hidden) await this.ask();
      this.schedule();
    }, wait * 1000);
  }

  /** @param {Event} event */
  noteTyping(event) {
    const part = event.target instanceof Element ? event.target.closest("[data-refresh]") : null;
    if (part instanceof HTMLElement) this.typed.add(part.dataset.refresh ?? "");
  }

  async ask() {
    if (this.busy) return;
    this.busy = true;
    try {
      if (await this.hasNews()) await this.renew();
      this.failures = 0;
    } catch {
      this.failures += 1; // what is shown stays; it is asked again, less often
    } finally {
      this.busy = false;
    }
  }

  /** Whether something may have changed. The first time only the marker is learnt, unless the page asks often: then what it shows may
      have changed before. */
  async hasNews() {
    if (!this.address) return this.asked++ > 0;
    const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const { marker } = await answer.json();
    const known = this.marker;
    this.marker = marker;
    return known === "" ? this.seconds < EVERY_SECONDS : known !== marker;
  }

  async renew() {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status)); // signed out, or gone
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    /** @type {NodeListOf<HTMLElement>} */
    const parts = this.page.querySelectorAll("[data-refresh]");
    for (const part of parts) {
      const name = CSS.escape(part.dataset.refresh ?? "");
      const now = fresh.querySelector(`[data-refresh="${name}"]`);
      if (this.isInUse(part) || now?.outerHTML === part.outerHTML) continue;
      if (now === null) {
        part.remove();
        continue;
      }
      const imported = this.page.importNode(now, true);
      part.replaceWith(imported);
      imported.dispatchEvent(new CustomEvent("refreshed", { bubbles: true }));
    }
  }

  /** @param {HTMLElement} part */
  isInUse(part) {
    if (part.contains(this.page.activeElement) || this.typed.has(part.dataset.refresh ?? "")) return true;
    const selection = this.page.getSelection();
    return selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
  }
}

if (document.querySelector("[data-refresh]")) new Refresher(document);
