/* Keeps parts of a page as they are now, without a reload.

   How a page uses it: load this module, and mark each part with a name that no other part has:

     <p data-refresh="waiting">…</p>

   Every 15 seconds, while somebody looks at the page, the same address is fetched again, and a part is replaced where what it says is
   no longer the same. Where the page (any element) says `data-refresh-marker="{% url 'admin:news' %}"`, that small address is
   asked first, and the page is fetched only once the marker is another one than `data-refresh-known`, which the page was made with
   (`admin/refresh.html`); `?production=<key>` narrows it to one production.
   `data-refresh-seconds="0.25"` asks more often. A part that was replaced may say both anew. A part is left alone while the focus is in it,
   while text of it is selected, and once something was typed into a form of it. A part that the new page does not have is taken away; new ones are not added.
   After a part was replaced, it sends the event `refreshed`, which bubbles. */

const EVERY_SECONDS = 15;
const MAX_WAIT_SECONDS = 300; // between two attempts, where the server does not answer

export class Refresher {
  /** @param {Document} page */
  constructor(page) {
    this.page = page;
    this.marker = this.settings?.refreshKnown ?? "";
    this.failures = 0;
    this.busy = false;
    this.asked = 0;
    /** @type {Set<string>} */
    this.typed = new Set(); // names of the parts that somebody typed into
    page.addEventListener("input", (event) => this.noteTyping(event));
    page.addEventListener("visibilitychange", () => page.hidden || this.ask());
    this.ask(); // what changed while the page was on its way
    this.schedule();
  }

  /** What the page says of itself; a part that is shown no more may have taken it away. */
  get settings() {
    return /** @type {HTMLElement | null} */ (this.page.querySelector("[data-refresh-marker]"))?.dataset;
  }

  /** The small address that is asked first. */
  get address() {
    return this.settings?.refreshMarker ?? "";
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
      const marker = await this.askMarker();
      if (this.isNews(marker)) await this.renew();
      this.marker = marker; // only now: what could not be fetched is fetched the next time
      this.failures = 0;
    } catch {
      this.failures += 1; // what is shown stays; it is asked again, less often
    } finally {
      this.busy = false;
    }
  }

  /** Empty where the page names no small address. @returns {Promise<string>} */
  async askMarker() {
    if (!this.address) return "";
    const answer = await fetch(this.address, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    return (await answer.json()).marker;
  }

  /** Whether something may have changed. The first time a page that did not say its marker only learns it, unless it asks often: then
      what it shows may have changed before. @param {string} marker */
  isNews(marker) {
    if (!marker) return this.asked++ > 0;
    return this.marker === "" ? this.seconds < EVERY_SECONDS : this.marker !== marker;
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
