{% autoescape off %}"use strict";
// Opens the registers where nothing can be fetched. Network first; what it keeps holds no word
// about anybody (names are in the page's own store, sealed), and is the same for everyone.

const VERSION = "registers-{{ version }}";
const FILES = {{ files }};
const SCOPE = {{ scope }};
const PATIENCE = 5000; // then a hall with one bar of signal counts as none

async function keep() {
  const cache = await caches.open(VERSION);
  // Without cookies: the page of a visitor, not of whoever is signed in.
  await cache.addAll(FILES.map((file) => new Request(file, { credentials: "omit", cache: "reload" })));
  await self.skipWaiting();
}

async function forgetOlder() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith("registers-") && name !== VERSION);
  await Promise.all(older.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(file) {
  const cache = await caches.open(VERSION);
  return cache.match(file);
}

async function page(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  // A form that was sent may have arrived: it is waited for, never answered in its place while it may.
  const fetched = fetch(request).catch(() => null);
  const answer = request.method === "GET" ? await Promise.race([fetched, late]) : await fetched;
  if (answer && answer.status < 500) return answer;
  return (await kept(FILES[0])) || (await fetched) || Response.error();
}

async function file(request) {
  return (await kept(request.url)) || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && url.pathname.startsWith(SCOPE)) {
    event.respondWith(page(event.request));
  } else if (event.request.method === "GET" && FILES.includes(url.pathname + url.search)) {
    event.respondWith(file(event.request));
  }
});
{% endautoescape %}
