/** A name (UUID) of this tab that a reload keeps. */
export function getTab() {
  const kept = sessionStorage.getItem("staffroll:tab") ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  sessionStorage.setItem("staffroll:tab", kept);
  return kept.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
