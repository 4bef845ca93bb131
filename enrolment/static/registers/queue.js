"use strict";
// Sends what waits: when a page opens, when the network or the page comes back, after a mark, by "Send now".
// A mark leaves this phone only when the server has said that it is received.

window.registerQueue = (function () {
  const store = window.registerStore;
  const AT_ONCE = 50;
  const TOKEN_LIVES = 10 * 60 * 1000;
  const SEND_AFTER = 600; // marks given in one go travel together
  let state = "unknown"; // online, offline, signed_out, no_access, other_person
  let token = { value: "", at: 0, person: "" };
  let later = null;
  const watchers = [];

  const tell = () => Promise.all(watchers.map((watcher) => watcher(state)));

  async function ask(path, options) {
    try {
      return await fetch(path, { redirect: "manual", cache: "no-store", ...options });
    } catch {
      return null;
    }
  }

  function judge(response) {
    if (response === null || response.status >= 500) return "offline";
    if (response.type === "opaqueredirect") return "signed_out";
    if (response.status === 404) return "no_access";
    return response.ok ? "online" : "offline";
  }

  /** Who is signed in, a fresh token, and the registers of the coming days. */
  async function refresh() {
    const response = await ask("/teaching/registers/pack/");
    state = judge(response);
    if (state === "signed_out" || state === "no_access") await store.forgetNames();
    if (state !== "online") return false;
    const pack = await response.json();
    token = { value: pack.token, at: Date.now(), person: pack.person };
    await store.takeAlong(pack.registers, pack.person);
    return true;
  }

  async function post(marks) {
    const plain = marks.map(({ person, ...mark }) => mark);
    const body = new URLSearchParams({
      csrfmiddlewaretoken: token.value,
      person: token.person,
      marks: JSON.stringify(plain),
    });
    return ask("/teaching/registers/send/", { method: "POST", body });
  }

  async function sendAll() {
    for (;;) {
      const mine = (await store.waiting()).filter((mark) => mark.person === token.person);
      const some = mine.filter((mark) => !asked.has(mark.event_uuid)).slice(0, AT_ONCE);
      if (!some.length) return;
      const response = await post(some);
      state = judge(response);
      if (state !== "online") {
        token = { value: "", at: 0, person: "" };
        return;
      }
      const { answers } = await response.json();
      for (const [place, answer] of answers.entries()) {
        if (answer.said === "received") await store.received(some[place], answer);
        else asked.add(some[place].event_uuid); // kept; asked again when a page opens
      }
      await tell();
    }
  }
  const asked = new Set();

  async function send({ fresh = false } = {}) {
    const isOld = Date.now() - token.at > TOKEN_LIVES;
    if (fresh || isOld) {
      if (!(await refresh())) return tell();
    }
    await sendAll();
    return tell();
  }

  /** One sender at a time over all tabs; a second delivery would do no harm, only cost. */
  function flush(options) {
    if (later) clearTimeout(later);
    later = null;
    if (!navigator.locks) return send(options);
    return navigator.locks.request("registers-send", () => send(options));
  }

  async function mark(session, key, status, person) {
    await store.keepMark(session, key, status, person);
    await tell();
    if (later) clearTimeout(later);
    later = setTimeout(flush, SEND_AFTER);
  }

  const refused = (one) => asked.has(one.event_uuid);
  const watch = (watcher) => watchers.push(watcher);

  window.addEventListener("online", () => flush({ fresh: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") flush();
  });

  return { flush, mark, watch, refused, state: () => state, person: () => token.person };
})();
