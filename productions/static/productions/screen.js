/* The screen of a preview. A frame is put together at its own size, then shown in as many pixels as the device has for it:
   browsers shrink a canvas to less than a half by leaving pixels out, and a name on a phone would be jagged. */
"use strict";

class Screen {
  /** `again` draws the frame anew, when there is more or less room for it. */
  constructor(canvas, again) {
    this.canvas = canvas;
    this.context = openContext(canvas);
    this.frame = openContext(document.createElement("canvas"));
    this.halves = []; // the frame at half its size, at a quarter and so on
    this.room = Infinity; // pixels of the device from left to right
    const fit = () => {
      const room = Math.round(canvas.clientWidth * devicePixelRatio);
      if (!room || room === this.room) return;
      this.room = room;
      again();
    };
    new ResizeObserver(fit).observe(canvas);
    addEventListener("resize", fit); // zooming may leave the size of the canvas in the page as it is
  }

  /** Layers of pictures, each with the row that its top is on, over the roll's background; each layer says how much of it is up. */
  put(layers, state) {
    this.canvas.style.aspectRatio = `${state.width} / ${state.height}`;
    const [[pictures, level]] = layers;
    const whole = layers.length === 1 && level === 1;
    // What a scroll shows needs no mixing, nor a canvas between where there is room for it: a frame then costs two thirds.
    const direct = whole && state.width <= this.room;
    const context = direct ? this.context : this.frame;
    sized(context.canvas, state.width, state.height);
    if (whole) this.place(context, pictures, state);
    else this.mix(layers, state);
    if (!direct) this.show();
  }

  /** Pictures, and the background where there is none, over whatever is there. */
  place(context, pictures, { width, height, background }) {
    context.fillStyle = background;
    let y = 0;
    for (const [picture, top] of pictures) {
      if (top > y) context.fillRect(0, y, width, top - y);
      context.drawImage(picture, 0, top);
      y = top + picture.height;
    }
    if (y < height) context.fillRect(0, y, width, height - y);
  }

  /** Shares of layers, and of the background, which add up to one. */
  mix(layers, state) {
    const { frame } = this;
    const { width, height } = state;
    frame.fillStyle = "#000";
    frame.fillRect(0, 0, width, height);
    frame.globalCompositeOperation = "lighter";
    let rest = 1;
    for (const [pictures, level] of layers) {
      frame.globalAlpha = level;
      rest -= level;
      this.place(frame, pictures, state);
    }
    frame.globalAlpha = Math.max(0, rest);
    frame.fillStyle = state.background;
    frame.fillRect(0, 0, width, height);
    Object.assign(frame, { globalAlpha: 1, globalCompositeOperation: "source-over" });
  }

  /** The frame as it is where there is room for it, else halved until a last step of less than a half. */
  show() {
    let shown = this.frame.canvas;
    const width = Math.min(shown.width, this.room);
    sized(this.canvas, width, Math.round((width * shown.height) / shown.width));
    for (let n = 0; shown.width >= 2 * width; n++) {
      const half = (this.halves[n] ??= openContext(document.createElement("canvas")));
      sized(half.canvas, Math.ceil(shown.width / 2), Math.ceil(shown.height / 2));
      half.drawImage(shown, 0, 0, half.canvas.width, half.canvas.height);
      shown = half.canvas;
    }
    this.context.drawImage(shown, 0, 0, this.canvas.width, this.canvas.height);
  }

  /** The whole display, or the page again. A display of the roll's raster shows every pixel of a frame with one of its own. */
  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.fullscreenEnabled) this.canvas.requestFullscreen().then(() => this.canvas.focus(), () => {}); // refused, the browser says why
  }

  /** Lines over the frame, as wide as those of the page: safe areas by their share, and guides. */
  overlay({ boxes, guides }) {
    const { context } = this;
    const { width, height } = this.canvas;
    context.lineWidth = Math.max(1, width / (this.canvas.clientWidth || width));
    for (const [share, colour] of boxes) {
      context.strokeStyle = colour;
      context.strokeRect((width * (1 - share)) / 2, (height * (1 - share)) / 2, width * share, height * share);
    }
    if (!guides) return;
    const line = (x0, y0, x1, y1) => { context.beginPath(); context.moveTo(x0, y0); context.lineTo(x1, y1); context.stroke(); };
    context.strokeStyle = "#ff6f91";
    line(width / 2, 0, width / 2, height);
    line(0, height / 2, width, height / 2);
    for (const share of [1 / 3, 2 / 3]) { line(width * share, 0, width * share, height / 40); line(width * share, height, width * share, height - height / 40); }
  }
}

/** What draws into a canvas that nothing shines through: the browser need not mix it with the page. */
function openContext(canvas) {
  return canvas.getContext("2d", { alpha: false });
}

/** Give a canvas a size, which empties it where that is another one. */
function sized(canvas, width, height) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
}
