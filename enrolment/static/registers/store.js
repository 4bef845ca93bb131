"use strict";
// What this phone keeps, in IndexedDB. Names: sealed, each register under a key that can't be taken out
// of the browser, gone when its day ends. Marks not yet sent: random keys, no names, until received.
// Seen: which version of a mark the server had when we last heard of it.

window.registerStore = (function () {
  const NAMES = "names";
  const opened = window.idb.openDB("registers", 1, {
    upgrade(db) {
      db.createObjectStore("names", { keyPath: "session" });
      db.createObjectStore("marks", { keyPath: "number" });
      db.createObjectStore("seen");
      db.createObjectStore("about");
    },
    blocking(_current, _blocked, event) {
      event.target.close(); // a newer version of the site waits for this one
    },
  });

  const letters = () => new TextEncoder();

  async function seal(register, person) {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, letters().encode(JSON.stringify(register)));
    return { session: register.session, until: register.until, saved: Date.now(), person, key, iv, sealed };
  }

  async function open(row) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, row.key, row.sealed);
    return { ...JSON.parse(new TextDecoder().decode(plain)), person: row.person, saved: row.saved };
  }

  const isOver = (row) => Date.now() >= Date.parse(row.until);

  /** Takes `registers` along for `person`; every other name leaves the phone. */
  async function takeAlong(registers, person) {
    const db = await opened;
    const canSeal = Boolean(window.crypto && crypto.subtle);
    const rows = canSeal ? await Promise.all(registers.map((register) => seal(register, person))) : [];
    const waiting = await db.getAll("marks");
    const busy = new Set(waiting.map((mark) => `${mark.session} ${mark.enrolment_key}`));
    const change = db.transaction(["names", "seen", "about"], "readwrite");
    await change.objectStore("names").clear();
    for (const row of rows) change.objectStore("names").put(row);
    for (const register of registers) {
      for (const name of register.names) {
        const id = `${register.session} ${name.key}`;
        if (!busy.has(id)) change.objectStore("seen").put({ version: name.version, status: name.status }, id);
      }
    }
    change.objectStore("about").put(person, "person");
    await change.done;
  }

  /** The names of every register leave the phone, with their keys. Marks not yet sent stay. */
  async function forgetNames() {
    const db = await opened;
    await db.clear(NAMES);
  }

  /** The registers on this phone, opened; those whose day has ended leave it first. */
  async function onThisPhone() {
    const db = await opened;
    const rows = await db.getAll("names");
    for (const row of rows.filter(isOver)) await db.delete("names", row.session);
    const found = await Promise.all(rows.filter((row) => !isOver(row)).map(open));
    return found.sort((one, other) => one.until.localeCompare(other.until) || one.place.localeCompare(other.place));
  }

  async function device() {
    const db = await opened;
    const change = db.transaction("about", "readwrite");
    const known = (await change.store.get("device")) || crypto.randomUUID();
    await change.store.put(known, "device");
    await change.done;
    return known;
  }

  /** Keeps one mark until the server has it. All in one step, so that two tabs never share a number. */
  async function keepMark(session, enrolmentKey, status, person) {
    const db = await opened;
    const named = await device();
    const change = db.transaction(["marks", "seen", "about"], "readwrite");
    const about = change.objectStore("about");
    const number = ((await about.get("number")) || 0) + 1;
    const seen = (await change.objectStore("seen").get(`${session} ${enrolmentKey}`)) || { version: 0 };
    const mark = {
      event_uuid: crypto.randomUUID(),
      enrolment_key: enrolmentKey,
      session,
      status,
      device_time: new Date().toISOString(),
      device_id: named,
      number,
      previous_version: seen.version,
      person,
    };
    about.put(number, "number");
    change.objectStore("marks").add(mark);
    await change.done;
    return mark;
  }

  const waiting = async () => (await opened).getAll("marks");

  /** The server has this mark: it leaves the queue, and what the server has for the name is noted. */
  async function received(mark, answer) {
    const db = await opened;
    const change = db.transaction(["marks", "seen"], "readwrite");
    const id = `${mark.session} ${mark.enrolment_key}`;
    change.objectStore("marks").delete(mark.number);
    change.objectStore("seen").put({ version: answer.version, status: answer.status }, id);
    await change.done;
  }

  /** What a page from the server showed, where no mark of ours is on its way. */
  async function sawOnPage(session, rows) {
    const db = await opened;
    const busy = new Set((await waiting()).map((mark) => `${mark.session} ${mark.enrolment_key}`));
    const change = db.transaction("seen", "readwrite");
    for (const row of rows) {
      const id = `${session} ${row.key}`;
      if (!busy.has(id)) change.store.put({ version: row.version, status: row.status }, id);
    }
    await change.done;
  }

  const seen = async (session, key) => (await opened).get("seen", `${session} ${key}`);
  const lastPerson = async () => (await opened).get("about", "person");

  return { takeAlong, forgetNames, onThisPhone, device, keepMark, waiting, received, sawOnPage, seen, lastPerson };
})();
