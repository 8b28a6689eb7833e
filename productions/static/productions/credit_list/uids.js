/* The uids that the page gives to new rows, so that a request that is sent again enters nothing twice. */

const LAST_BYTE = 9;

/** A version 7 UUID of this moment (milliseconds, by the server's clock): those of later rows sort later. @param {number} now */
export function makeUid(now) {
  const random = crypto.getRandomValues(new Uint8Array(LAST_BYTE + 1));
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  random[LAST_BYTE] = (random[LAST_BYTE] ?? 0) & 0x7f; // the names of one row are counted on from here
  const digits = Math.floor(now).toString(16).padStart(12, "0") + [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The uid that counts on from another. @param {string} uid */
export function nextUid(uid) {
  const digits = (BigInt(`0x${uid.replaceAll("-", "")}`) + 1n).toString(16).padStart(32, "0");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
