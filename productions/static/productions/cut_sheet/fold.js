/* Words as they are searched by: width, case and the two kana make no difference. */

/** @param {string} text */
export function fold(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[ァ-ヶ]/gu, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60)).trim();
}

/** Kana or plain letters: a reading that is typed to find a name, rather than the name. @param {string} text */
export function isReading(text) {
  return /^[ぁ-ゖー a-z'-]+$/u.test(fold(text));
}
