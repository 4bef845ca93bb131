"use strict";
// Leaves at once, and Back does not come here again. Without this script it is a link like any other.

document.querySelector("[data-leave]").addEventListener("click", (event) => {
  event.preventDefault();
  document.body.hidden = true;
  location.replace(event.currentTarget.href);
});
