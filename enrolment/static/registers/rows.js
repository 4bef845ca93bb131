"use strict";
// The rows of one register: what is chosen, and whether the server has it.

window.registerRows = (function () {
  const store = window.registerStore;
  const queue = window.registerQueue;
  const words = () => document.querySelector("[data-register-words]").dataset;

  function chosen(row) {
    const radio = row.querySelector("input:checked");
    return radio ? radio.value : "";
  }

  function choose(row, status) {
    for (const radio of row.querySelectorAll("input[type=radio]")) radio.checked = radio.value === status;
  }

  /** Which of this register's marks wait on this phone: the last for each key. */
  async function waitingFor(session) {
    const found = new Map();
    for (const mark of await store.waiting()) if (mark.session === session) found.set(mark.enrolment_key, mark);
    return found;
  }

  function say(row, status) {
    const place = row.querySelector("[data-row-state]");
    const text = status ? words()[status] : "";
    if (place.textContent !== text) place.textContent = text;
    place.dataset.rowState = status;
  }

  // Marks that a finger has just given, by row, until this phone has kept them: nothing is painted over them.
  const given = new Map();

  async function give(form, row, status) {
    row.dataset.touched = "yes";
    say(row, "onPhone");
    given.set(row, (given.get(row) || 0) + 1);
    await queue.mark(form.dataset.session, row.dataset.key, status, form.dataset.person);
    given.set(row, given.get(row) - 1);
  }

  function paintRow(row, mark, seen) {
    if (given.get(row)) return row.dataset.status;
    if (mark) {
      choose(row, mark.status);
      row.dataset.touched = "yes";
      say(row, queue.refused(mark) ? "refused" : "onPhone");
    } else if (seen) {
      choose(row, seen.status);
      say(row, row.dataset.touched ? "sent" : "");
    }
    const was = row.querySelector("[data-was]");
    if (was && seen) was.value = `${seen.status}:${seen.version}`;
    return seen ? seen.status : row.dataset.status;
  }

  function count(statuses) {
    const many = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
    const counted = {
      here: many("present", "part"),
      apologies: many("apologies"),
      absent: many("did_not_attend"),
      unmarked: many("", undefined),
    };
    for (const [name, number] of Object.entries(counted)) {
      const place = document.querySelector(`[data-count=${name}]`);
      if (!place) continue;
      place.querySelector("strong").textContent = number;
      place.hidden = number === 0 && name !== "here";
    }
  }

  let looks = 0;

  /** Shows what this phone and the server have. The numbers at the top are the server's. */
  async function paint(form) {
    const { session } = form.dataset;
    const look = (looks += 1);
    const rows = [...form.querySelectorAll("[data-key]")];
    const waiting = await waitingFor(session);
    const seen = await Promise.all(rows.map((row) => store.seen(session, row.dataset.key)));
    if (look !== looks) return; // a later look knows more
    count(rows.map((row, place) => paintRow(row, waiting.get(row.dataset.key), seen[place])));
  }

  async function everyoneHere(form) {
    for (const row of form.querySelectorAll("[data-key]")) {
      if (chosen(row)) continue;
      choose(row, "present");
      await give(form, row, "present");
    }
  }

  function listen(form) {
    form.addEventListener("change", (event) => {
      const row = event.target.closest("[data-key]");
      if (row && event.target.type === "radio") give(form, row, event.target.value);
    });
  }

  return { paint, listen, everyoneHere };
})();
