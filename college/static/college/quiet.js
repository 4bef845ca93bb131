"use strict";
// Before somebody is signed out because it was quiet, they read so and can say that they are there. Afterwards
// what they typed still stands on the page, and can be sent once they have signed in in another window.

(function () {
  const box = document.querySelector("[data-quiet]");
  const WARN = 2 * 60;
  let seconds = Number(box.dataset.quiet);
  let mine = Date.now();
  let shown = "";

  // Another tab of the same browser is a sign of life, too.
  const tabs = {
    last() {
      try {
        return Number(localStorage.getItem("seen")) || 0;
      } catch {
        return 0;
      }
    },
    note(when) {
      try {
        localStorage.setItem("seen", String(when));
      } catch {
        // a browser that keeps nothing: this tab counts for itself
      }
    },
  };

  function seen() {
    mine = Date.now();
    tabs.note(mine);
  }

  function show(name) {
    if (name === shown) return;
    shown = name;
    const words = name && document.querySelector(`template[data-quiet-words=${name}]`).content.cloneNode(true);
    box.replaceChildren(...(words ? [words] : []));
    if (words) box.querySelector("button").addEventListener("click", ask);
  }

  function look() {
    const left = seconds - (Date.now() - Math.max(mine, tabs.last())) / 1000;
    show(left <= 0 ? "over" : left <= Math.min(WARN, seconds / 2) ? "soon" : "");
  }

  async function ask() {
    const answer = await fetch(box.dataset.quietAsk, { redirect: "manual", cache: "no-store" }).catch(() => null);
    if (answer === null) return; // no network: the button can be pressed again
    if (!answer.ok) {
      show("over");
      return;
    }
    const told = await answer.json();
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = told.token;
    seconds = told.seconds;
    seen();
    look();
  }

  seen();
  setInterval(look, 5 * 1000);
  document.addEventListener("visibilitychange", look);
})();
