/* Timecode of frame numbers and back, as `productions/shared/timecode.py` counts it: a browser test holds the two together, code
   by code. `counted` is how many frames a second counts, `dropped` how many numbers a minute leaves out: 0 without drop frame. */
"use strict";

const TIMECODE = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)([:;])(\d{2})$/;

/** `HH:MM:SS:FF` of a frame; with drop frame, numbers are left out, never frames (SMPTE ST 12-1). */
function timecode(frame, counted, dropped) {
  if (dropped) {
    const minute = 60 * counted - dropped;
    const ten = 600 * counted - 9 * dropped;
    const rest = frame % ten;
    frame += dropped * (9 * Math.floor(frame / ten) + Math.max(0, Math.floor((rest - dropped) / minute)));
  }
  const two = (number) => String(number).padStart(2, "0");
  const seconds = Math.floor(frame / counted);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map(two).join(":")}${dropped ? ";" : ":"}${two(frame % counted)}`;
}

/** How many frames have passed after so many milliseconds of playing. Pictures of a display come every sixtieth of a second, give or take: where one fell
    on the moment between two frames, either might be shown, and one left out. So each begins by `SOONER` of a frame sooner, which lies between all
    pictures at 24, 25, 30, 50 and 60 frames a second. */
const SOONER = 0.3;
function countPassed(milliseconds, [frames, seconds]) {
  return Math.floor((Math.max(0, milliseconds) * frames) / (1000 * seconds) + SOONER);
}

/** The frame of a timecode; null where there is no such one, one with the other mark before its frames too. */
function frameOf(text, counted, dropped) {
  const found = TIMECODE.exec(text);
  if (!found) return null;
  const [hours, minutes, seconds, frames] = [1, 2, 3, 5].map((part) => Number(found[part]));
  const passed = hours * 60 + minutes;
  const frame = (passed * 60 + seconds) * counted + frames - dropped * (passed - Math.floor(passed / 10));
  return timecode(frame, counted, dropped) === text ? frame : null;
}

/** Where `typed` leads in a roll of so many frames: `{ frame }`, or `{ why }` with the name of a sentence and what it tells. */
function sought(typed, { frames, counted, dropped }) {
  const code = (frame) => timecode(frame, counted, dropped);
  const told = { typed, end: frames - 1, last: code(frames - 1) };
  const within = (frame) => (frame < frames ? { frame } : { why: "outside", told });
  if (/^(0|[1-9]\d*)$/.test(typed)) return within(Number(typed));
  const found = TIMECODE.exec(typed);
  if (!found) return { why: "unreadable", told };
  const frame = frameOf(typed, counted, dropped);
  if (frame !== null) return within(frame);
  const begun = typed.slice(0, 8);
  const marked = begun + (dropped ? ";" : ":") + found[5];
  if (marked !== typed && frameOf(marked, counted, dropped) !== null) return { why: dropped ? "drop" : "whole", told: { ...told, code: marked } };
  const most = String(counted - 1).padStart(2, "0");
  if (Number(found[5]) >= counted) return { why: "beyond", told: { ...told, most } };
  return { why: "dropped", told: { ...told, code: `${begun};${String(dropped).padStart(2, "0")}` } };
}
