"use strict";
// Joins page, queue and store: on the register from the server, on the list, and where nothing can be fetched.

(function () {
  const store = window.registerStore;
  const queue = window.registerQueue;
  const rows = window.registerRows;
  const page = document.querySelector("[data-phone-page]");
  const panel = document.querySelector("[data-phone-state]");
  const words = document.querySelector("[data-register-words]").dataset;
  let form = document.querySelector("form[data-session]");

  const part = (name) => panel.querySelector(`[data-part=${name}]`);
  const filled = (text, number) => text.replace("%n", number);

  function put(name, text) {
    const place = part(name);
    place.hidden = !text;
    if (place.textContent !== text) place.textContent = text;
  }

  async function paintPanel() {
    const waiting = await store.waiting();
    const owner = queue.person() || (form && form.dataset.person) || (await store.lastPerson());
    const mine = waiting.filter((mark) => mark.person === owner);
    const many = mine.length;
    const state = queue.state();
    put("waiting", many ? filled(many === 1 ? words.waitingOne : words.waitingMany, many) : "");
    put("others", waiting.length > many ? filled(words.waitingOthers, waiting.length - many) : "");
    put("refused", mine.some(queue.refused) ? words.refusedHelp : "");
    put("state", state === "offline" ? words.offline : state === "signed_out" && many ? words.signedOut : "");
    const here = await store.onThisPhone();
    const saved = form ? here.find((register) => register.session === form.dataset.session) : null;
    put("saved", saved ? filled(words.saved, saved.names.length) : "");
    part("send").hidden = !many;
    part("sign-in").hidden = state !== "signed_out" || !many;
    part("whole").hidden = !(page && form && state === "online" && !many);
    panel.hidden = [...panel.children].every((child) => child.hidden);
    for (const place of document.querySelectorAll("[data-on-phone]")) {
      const register = here.find((one) => one.session === place.dataset.onPhone);
      place.hidden = !register;
      if (register) place.textContent = filled(words.saved, register.names.length);
    }
  }

  async function paint() {
    if (form) await rows.paint(form);
    await paintPanel();
  }

  // Where nothing can be fetched: the page is drawn from what is on this phone ----------------

  function row(register, name) {
    const drawn = document.getElementById("phone-row").content.cloneNode(true);
    const place = drawn.querySelector("[data-key]");
    place.dataset.key = name.key;
    place.dataset.status = name.status;
    drawn.querySelector("[data-name]").textContent = name.name;
    drawn.querySelector("[data-flag]").hidden = !name.flag;
    const isToCome = Date.now() < Date.parse(register.from);
    for (const mark of drawn.querySelectorAll("[data-mark]")) {
      const input = mark.querySelector("input");
      input.name = name.key;
      input.id = `${name.key}-${input.value}`;
      input.checked = input.value === name.status;
      mark.querySelector("label").htmlFor = input.id;
      mark.hidden = isToCome && input.value !== "apologies";
    }
    return drawn;
  }

  function drawRegister(register) {
    page.querySelector("h1").textContent = register.day;
    page.querySelector("[data-place]").textContent = register.place;
    form = page.querySelector("form");
    form.dataset.session = register.session;
    form.dataset.person = register.person;
    form.querySelector("[data-rows]").replaceChildren(...register.names.map((name) => row(register, name)));
    form.querySelector("[data-everyone]").hidden = Date.now() < Date.parse(register.from);
    form.querySelector("[data-everyone]").addEventListener("click", () => rows.everyoneHere(form));
    form.hidden = false;
    rows.listen(form);
  }

  function drawList(registers) {
    const list = page.querySelector("[data-list]");
    for (const register of registers) {
      const item = document.getElementById("phone-item").content.cloneNode(true);
      const link = item.querySelector("a");
      link.href = `/teaching/registers/${register.session}/`;
      link.textContent = register.day;
      item.querySelector("p").textContent = register.place;
      list.append(item);
    }
    list.hidden = !registers.length;
    page.querySelector("[data-none]").hidden = Boolean(registers.length);
  }

  async function draw() {
    const registers = await store.onThisPhone();
    const wanted = registers.find((register) => location.pathname === `/teaching/registers/${register.session}/`);
    if (wanted) drawRegister(wanted);
    else drawList(registers);
    return wanted;
  }

  // The register from the server --------------------------------------------------------------

  async function settle() {
    const listed = [...form.querySelectorAll("[data-key]")].map(({ dataset }) => ({
      key: dataset.key,
      status: dataset.status,
      version: Number(dataset.version),
    }));
    await store.sawOnPage(form.dataset.session, listed);
    form.querySelector("[name=device]").value = await store.device();
    rows.listen(form);
    form.addEventListener("submit", async (event) => {
      if (form.dataset.isSent) return;
      event.preventDefault();
      const button = event.submitter;
      await queue.flush();
      if (queue.state() === "online") {
        form.dataset.isSent = "yes";
        form.requestSubmit(button);
      } else if (button && button.value === "everyone") {
        await rows.everyoneHere(form);
      }
    });
  }

  async function leave(event) {
    event.preventDefault();
    await store.forgetNames().catch(() => null);
    event.target.submit();
  }

  async function begin() {
    for (const out of document.querySelectorAll("form[action$='/logout/']")) out.addEventListener("submit", leave);
    if ("serviceWorker" in navigator) navigator.serviceWorker.register("/teaching/registers/worker.js").catch(() => null);
    part("send").addEventListener("click", () => queue.flush({ fresh: true }));
    queue.watch(paint);
    const isLeft = page && "signedOut" in page.dataset;
    if (isLeft) await store.forgetNames();
    if (page) await draw();
    else if (form) await settle();
    await paint();
    document.documentElement.dataset.registers = "ready";
    if (!isLeft) await queue.flush({ fresh: true });
    document.documentElement.dataset.registers = "asked";
    setInterval(async () => {
      const isGone = page && form && !(await store.onThisPhone()).some((one) => one.session === form.dataset.session);
      if (isGone) location.replace("/teaching/registers/phone/"); // the day has ended: the names have left
    }, 60 * 1000);
  }

  begin().catch(() => null); // without a store the register works by plain post
})();
