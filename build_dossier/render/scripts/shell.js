// What every page does by itself: the menu of a phone closes like a menu. It works without this, only less kindly.

const menu = document.querySelector(".dossier-menu");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
