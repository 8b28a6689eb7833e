/* The roll's frames, drawn from tiles whose names are hashes of what is on them: what did not change is not asked for again. */
"use strict";

const POLL = 500; // milliseconds between two looks for changes
const POLL_FORM = 5000; // and by a form, which asks at once when it is changed
const KEPT_PIXELS = 30e6; // pictures that are kept in this page, 4 bytes a pixel
const SAFE_AREAS = [[0.8, "#e8b64c"], [0.9, "#5cc8ff"]];

/** Rows that a scroll has moved by so many frames after it began, 1, 2 … px a frame for `ease` frames each (`compute_travel`). */
function travelled(frames, px, ease) {
  const step = ease ? Math.min(Math.floor(frames / ease), px - 1) : px - 1;
  return (ease * step * (step + 1)) / 2 + (frames - ease * step) * (step + 1);
}

/** Rows that a scroll's top edge is above the screen's bottom edge on a frame of its shot (`ScrollShot.moved`). */
function moved({ frames, px, hold, rest, ease, lead, ease_out: slowing }, frame) {
  const still = Math.max(rest - 1, 0);
  const steps = Math.max(frames - 1 - hold - still, 0);
  const gone = Math.min(Math.max(frame - still, 0), steps);
  const left = steps - gone;
  if (left >= slowing * (px - 1)) return lead + travelled(gone, px, ease);
  const end = lead + travelled(steps, px, ease) - (slowing * px * (px - 1)) / 2;
  return end - travelled(left, px, slowing);
}

class Player {
  constructor(root, query) {
    this.root = root;
    this.query = query;
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    this.screen = new Screen(this.parts.screen, () => this.draw());
    this.pictures = new Map();
    this.asked = new Set();
    this.frame = null;
    this.moved = false; // until then the first full frame is shown, whatever is chosen
    this.speed = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    const go = (part) => { this.moved = true; this.stop(); this.show(Number(part.value)); };
    this.parts.frame.addEventListener("input", () => go(this.parts.frame));
    this.parts.sections.addEventListener("change", () => go(this.parts.sections));
    this.parts.timecode.addEventListener("keydown", (event) => this.typed(event));
    this.parts.timecode.addEventListener("focus", () => this.parts.timecode.select());
    this.parts.timecode.addEventListener("blur", () => this.timed());
    // At the start of the page nothing has the focus: the keys are the roll's there, too.
    document.addEventListener("keydown", (event) => {
      if (root.contains(event.target) || (event.target === document.body && root.checkVisibility())) this.key(event);
    });
    root.addEventListener("click", (event) => this.clicked(event));
    this.parts.full.hidden = !document.fullscreenEnabled; // as on an iPhone
    for (const box of root.querySelectorAll("[data-overlay]")) box.addEventListener("change", () => this.draw());
    root.addEventListener("look", () => this.look());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.look(); });
    this.look();
  }

  /** Ask for the state; the browser sends the ETag it has, and the site answers 304 while nothing changed. */
  async look() {
    clearTimeout(this.timer);
    const query = this.query();
    const body = unsaved(this.root);
    const turn = (this.turn = {});
    try {
      const answer = await asked(this.root.dataset.state + (body ? "" : `?${query}`), body, { cache: "no-cache" });
      const json = answer.headers.get("Content-Type")?.startsWith("application/json");
      const version = `${query} ${answer.headers.get("ETag")} ${answer.status}`;
      if (turn !== this.turn) return;
      if (!json) this.tell(answer.redirected ? this.root.dataset.signedOut : this.root.dataset.away);
      else if (version !== this.version || !answer.headers.get("ETag")) {
        const state = await answer.json();
        if (turn !== this.turn) return;
        this.version = version;
        this.take(state, query, body);
      } else if (this.state) this.tell("");
    } catch {
      if (turn === this.turn) this.tell(this.root.dataset.away);
    }
    if (turn === this.turn && !document.hidden) this.timer = setTimeout(() => this.look(), this.root.dataset.form ? POLL_FORM : POLL);
  }

  tell(text) {
    this.parts.told.textContent = text;
    this.parts.told.hidden = !text;
  }

  /** A new state: the roll moved under the frame that is shown, or it is refused in sentences. */
  take(state, query, body) {
    this.tell("");
    this.parts.refused.replaceChildren(...listed(state.refused ?? []));
    this.parts.refused.hidden = !state.refused;
    this.parts.shown.hidden = Boolean(state.refused);
    this.sign?.(state, query);
    if (state.refused) { this.stop(); this.state = null; return; }
    this.state = state;
    Object.assign(this, { where: query, body }); // tiles are asked for by the same values, whatever is typed meanwhile
    this.parts.notes.replaceChildren(...linked(state.wide, this.root.dataset.credit), ...listed(state.notes));
    this.parts.looked.hidden = !state.notes.length;
    const { frame, sections } = this.parts;
    frame.max = state.frames - 1;
    const lead = (start) => {
      const shot = this.shotAt(start);
      const stands = shot.card || start < shot.start + shot.rest; // what stands is in the middle already
      return Math.min(state.frames - 1, start + (stands ? 0 : Math.floor(state.height / 2 / shot.px)));
    };
    const chosen = state.markers.map(([start, label]) => Object.assign(document.createElement("option"), { value: lead(start), textContent: label }));
    sections.replaceChildren(...chosen);
    sections.closest("label").hidden = !chosen.length;
    const [opening] = state.shots;
    const full = opening.card ? opening.fade_in : opening.rest ? 0 : Math.ceil(state.height / opening.px);
    this.show(Math.min(this.moved ? this.frame : full, state.frames - 1));
  }

  shotAt(frame) {
    return this.state.shots.find((shot) => frame < shot.start + shot.frames) ?? this.state.shots.at(-1);
  }

  show(frame) {
    if (!this.state) return;
    const { frames, counted, dropped } = this.state;
    this.frame = Math.max(0, Math.min(frames - 1, frame));
    const told = timecode(this.frame, counted, dropped);
    this.parts.frame.value = this.frame;
    this.parts.frame.setAttribute("aria-valuetext", told);
    if (document.activeElement !== this.parts.timecode) this.timed();
    this.parts.count.textContent = `${this.frame} / ${frames}`;
    this.draw();
  }

  /** The field shows the frame that is shown, and no refusal. */
  timed() {
    const { timecode: field, untimed } = this.parts;
    if (this.state) field.value = timecode(this.frame, this.state.counted, this.state.dropped);
    field.removeAttribute("aria-invalid");
    untimed.hidden = true;
  }

  /** In the field of timecode: Enter goes where it says, Escape leaves it as it was. Japanese keyboards may type wide digits. */
  typed(event) {
    if (event.isComposing || !this.state) return;
    if (event.key === "Escape") this.root.focus({ preventScroll: true });
    if (event.key !== "Enter") return;
    event.preventDefault();
    const { timecode: field, untimed } = this.parts;
    const { frame, why, told } = sought(field.value.normalize("NFKC").trim(), this.state);
    if (why) {
      const sentence = untimed.dataset[why].replace(/\{(\w+)\}/g, (_, name) => told[name]);
      Object.assign(untimed, { textContent: sentence, hidden: false });
      field.setAttribute("aria-invalid", "true");
    } else {
      this.moved = true;
      this.stop();
      this.show(frame);
      this.timed();
    }
    field.select();
  }

  /** Each tile of a frame with the row of the screen that its top is on, and those of the screens to come; of the page `over` behind it. */
  * placed(frame, ahead, over = 0) {
    const shot = this.shotAt(frame);
    const { height, pages } = this.state;
    const n = frame - shot.start;
    let y = shot.card ? 0 : height - moved(shot, n);
    for (let index = shot.first + over; index <= shot.last + over; index++) {
      const page = pages[index];
      if (y < height + ahead && y + page.height > -ahead)
        for (const [name, top, tall] of page.tiles)
          if (y + top < height + ahead && y + top + tall > -ahead) yield [name, y + top];
      y += page.height;
    }
  }

  draw() {
    if (!this.state) return;
    let missing = 0;
    const layers = this.levels().map((level, over) => {
      const pictures = [];
      for (const [name, y] of this.placed(this.frame, 0, over)) {
        const picture = this.picture(name);
        if (picture) pictures.push([picture, y]);
        else missing += 1;
      }
      return [pictures, level];
    });
    this.screen.put(layers, this.state);
    const on = (name) => this.root.querySelector(`[data-overlay="${name}"]`).checked;
    this.screen.overlay({ boxes: SAFE_AREAS.filter(([share]) => on(100 * share)), guides: on("guides") });
    this.root.dataset.missing = missing;
    this.root.dataset.frame = this.frame;
    if (missing) return;
    for (const [name] of this.placed(this.frame, this.state.height)) this.picture(name);
    const shot = this.shotAt(this.frame);
    for (const [name] of this.placed(Math.min(shot.start + shot.frames, this.state.frames - 1), 0)) this.picture(name);
  }

  /** How much of a card is up, and of the one that it melts into: no frame of a fade is at 0 or 1. */
  levels() {
    const shot = this.shotAt(this.frame);
    if (!shot.card) return [1];
    const n = this.frame - shot.start;
    const left = shot.frames - n;
    const melted = Math.max(0, shot.melt + 1 - left) / (shot.melt + 1);
    if (melted) return [1 - melted, melted];
    return [Math.min(1, (n + 1) / (shot.fade_in + 1), left / (shot.fade_out + 1))];
  }

  /** The picture of a tile, or nothing while it is asked for. */
  picture(name) {
    const found = this.pictures.get(name);
    if (found) {
      this.pictures.delete(name);
      this.pictures.set(name, found);
      return found;
    }
    if (!this.asked.has(name)) this.ask(name);
    return null;
  }

  async ask(name) {
    this.asked.add(name);
    try {
      const answer = await asked(this.root.dataset.tile.replace("NAME", name), this.body, { headers: { "Preview-Of": this.where } });
      if (answer.ok) {
        this.keep(name, await createImageBitmap(await answer.blob(), { colorSpaceConversion: "none" }));
        this.asked.delete(name);
        this.draw();
        return;
      }
      this.version = ""; // the roll has changed meanwhile
    } catch {
      this.tell(this.root.dataset.away);
    }
    setTimeout(() => { this.asked.delete(name); this.look(); }, POLL);
  }

  keep(name, picture) {
    this.pictures.set(name, picture);
    let pixels = 0;
    for (const each of this.pictures.values()) pixels += each.width * each.height;
    for (const [oldest, each] of this.pictures) {
      if (pixels <= KEPT_PIXELS) break;
      pixels -= each.width * each.height;
      each.close();
      this.pictures.delete(oldest);
    }
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target === this.parts.timecode) return;
    const typing = event.target.matches("select, [type=checkbox], button") && [" ", "Enter", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(event.key);
    if (!typing && this.act(event.key, event.shiftKey)) event.preventDefault();
  }

  clicked(event) {
    const button = event.target.closest("button[data-key]");
    if (button) this.act(button.dataset.key, event.shiftKey);
  }

  /** What a key does; whether it does anything. */
  act(key, far) {
    if (!this.state) return false;
    const step = far ? this.state.counted : 1;
    const acts = {
      ArrowLeft: () => { this.stop(); this.show(this.frame - step); },
      ArrowRight: () => { this.stop(); this.show(this.frame + step); },
      Home: () => { this.stop(); this.show(0); },
      End: () => { this.stop(); this.show(this.state.frames - 1); },
      " ": () => (this.speed ? this.stop() : this.play(1)),
      k: () => (this.speed ? this.stop() : this.play(1)),
      j: () => this.play(this.speed < 0 ? Math.max(-8, this.speed * 2) : -1),
      l: () => this.play(this.speed > 0 ? Math.min(8, this.speed * 2) : 1),
      f: () => this.screen.full(),
    };
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    if (!act) return false;
    this.moved = true;
    act();
    return true;
  }

  play(speed) {
    if (speed > 0 && this.frame === this.state.frames - 1) this.frame = 0;
    this.speed = speed;
    this.from = [null, this.frame]; // playing begins with the browser's next picture
    this.parts.play.textContent = this.root.dataset.pause;
    cancelAnimationFrame(this.next);
    this.next = requestAnimationFrame((now) => this.step(now));
  }

  stop() {
    this.speed = 0;
    this.parts.play.textContent = this.root.dataset.play;
    cancelAnimationFrame(this.next);
  }

  /** The frame of now; who asked for reduced motion sees one frame a second. */
  step(now) {
    if (!this.speed || !this.state) return;
    this.from[0] ??= now;
    const [began, frame] = this.from;
    const { rate, frames } = this.state;
    let played = (now - began) * Math.abs(this.speed);
    if (this.calm.matches) played = 1000 * Math.floor(played / 1000);
    const wanted = frame + Math.sign(this.speed) * countPassed(played, rate);
    if (wanted !== this.frame) this.show(wanted);
    if (this.speed < 0 ? wanted <= 0 : wanted >= frames - 1) this.stop();
    else this.next = requestAnimationFrame((later) => this.step(later));
  }
}

const form = document.getElementById("choices");
const approval = document.getElementById("approval");
for (const root of document.querySelectorAll(".player")) {
  const start = () => {
    const player = new Player(root, form ? choices(form) : () => root.dataset.query ?? "");
    if (approval) player.sign = signing(approval);
    form?.addEventListener("submit", (event) => event.preventDefault());
    form?.addEventListener("change", () => {
      history.replaceState(null, "", `?${player.query()}`);
      player.tell(root.dataset.waiting);
      player.look();
    });
  };
  const closed = root.closest("details:not([open])");
  if (closed) closed.addEventListener("toggle", start, { once: true });
  else start();
}
