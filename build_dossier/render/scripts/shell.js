// What every page does by itself: opens the search, which is fetched only then, and closes the menu of a phone.
// Without it the search is a link to a list, and the menu opens and closes by its own button.

const menu = document.querySelector(".dossier-menu");
const control = document.querySelector("[data-dossier-search]");

let early = null; // what is typed until the search is there, which would else be taken for short cuts of the theme

async function search() {
  if (early !== null) return;
  early = "";
  try {
    const { openSearch } = await import("./search.js");
    openSearch(control, early);
  } finally {
    early = null;
  }
}

window.addEventListener("keydown", (event) => {
  if (early === null || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Backspace") early = early.slice(0, -1);
  else if (event.key.length === 1) early += event.key;
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

const isWriting = (element) => element.closest("input:not([type=radio]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (control && event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target)) {
    event.preventDefault();
    search();
  }
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});

if (control) {
  control.setAttribute("role", "button");
  control.setAttribute("aria-haspopup", "dialog");
  control.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    search();
  });
  // A button is pressed by the space bar too.
  control.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    search();
  });
  // An address with a question opens its results.
  if (new URLSearchParams(location.search).has("q")) search();
}
