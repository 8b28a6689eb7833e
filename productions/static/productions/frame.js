/** On a narrow page the tabs of the frame scroll: the one that is open comes into view. */
const tabs = document.querySelector(".frame ul");
const here = tabs?.querySelector("[aria-current]");

if (tabs instanceof HTMLElement && here instanceof HTMLElement) {
  tabs.scrollLeft = here.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
}
