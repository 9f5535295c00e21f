// 增强 — makes pages smoother; every page works the same without it.
// (a) forms sent without a full reload  (b) drafts that survive a closed tab  (c) one click, one act
// (d) similar matters shown while typing  (e) a linked form opened in place  (f) a print button

const say = (key) => document.body.dataset["say" + key] || "";
const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);
const shown = () => location.pathname + location.search;
let here = shown();

// ---- (c) one click, one act: the button rests while the act is under way -------------------------
function rest(form, on) {
  form.toggleAttribute("data-sending", on);
  if (on) form.setAttribute("aria-busy", "true");
  else form.removeAttribute("aria-busy");
  for (const field of form.elements) {
    if (field.tagName === "BUTTON") field.disabled = on;
  }
}

addEventListener("pageshow", () => each(document, "form[data-sending]", (form) => rest(form, false)));

// ---- (a) send by fetch, follow, and show the answer in place -------------------------------------
function request(form, button) {
  const data = new FormData(form);
  if (button && button.name) data.append(button.name, button.value);
  const url = new URL(form.action, location.href);
  const how = { method: form.method.toUpperCase(), credentials: "same-origin", headers: { "X-Enhance": "1" } };
  if (how.method === "GET") url.search = new URLSearchParams(data);
  else how.body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
  return [url, how];
}

async function load(url, how = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 30000);
  try {
    const answer = await fetch(url, { ...how, signal: stop.signal });
    if (!(answer.headers.get("content-type") || "").startsWith("text/html")) return { answer };
    return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  } finally {
    clearTimeout(timer);
  }
}

async function send(form, button) {
  const [url, how] = request(form, button);
  const key = draftKey(form);
  tell(form, "");
  rest(form, true);
  let got;
  try {
    got = await load(url, how);
  } catch {
    rest(form, false);
    tell(form, say("Offline"));
    return;
  }
  const { answer, page } = got;
  if (!page || !page.querySelector("main")) {
    rest(form, false);
    if (answer.ok) location.assign(answer.url);
    else tell(form, say("Offline"));
    return;
  }
  const box = form.closest(".inline");
  if (box && page.querySelector("#errors") && placeInline(box, page)) return;
  if (answer.ok && arrived(page, answer.redirected, answer.url)) forget(key);
  showPage(page, answer.redirected || how.method === "GET" ? answer.url : "");
}

// Done, or led on to another page that is not the sign-in: the act is behind us.
const arrived = (page, ledOn, url) => !page.querySelector("#errors") &&
  (!!page.querySelector("#done") || (ledOn && !new URL(url).pathname.startsWith("/sign-in")));

function showPage(page, url) {
  for (const part of [".mast", "main", ".page > aside"]) {
    const old = document.querySelector(part);
    const fresh = page.querySelector(part);
    if (old && fresh) old.replaceWith(fresh);
    else if (old) old.remove();
    else if (fresh) document.querySelector(".page").append(fresh);
  }
  document.title = page.title;
  if (url && url !== location.href) history.pushState(null, "", url);
  here = shown();
  ready(document);
  focusOn(document.querySelector("#errors, #done") || document.querySelector("main"));
}

function focusOn(place) {
  if (!place) return;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
  if (place.tagName === "MAIN") scrollTo(0, 0);
}

// A line beside the button; an empty text takes it away.
function tell(form, text) {
  let line = form.querySelector(".note[data-told]");
  if (!text) return void (line && line.remove());
  line = line || document.createElement("div");
  line.className = "note stop";
  line.dataset.told = "";
  line.setAttribute("role", "alert");
  line.textContent = text;
  const button = form.querySelector("[type=submit], button");
  const row = button && (button.closest(".acts") || button);
  if (row) row.before(line);
  else form.append(line);
}

// Back and forward after a page shown in place.
addEventListener("popstate", () => {
  if (shown() !== here) location.reload();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.hasAttribute("data-sending")) return event.preventDefault();
  if (form.hasAttribute("data-forget")) forgetAll();
  if (form.hasAttribute("data-enhance")) {
    event.preventDefault();
    send(form, event.submitter);
  } else if (form.method === "post") {
    keep("sent", draftKey(form), sessionStorage);
    setTimeout(() => rest(form, true)); // after the browser has taken the button's own name and value
  }
});

// ---- (b) drafts: kept on this device by form address, for a week, never private fields -----------
const WEEK = 7 * 24 * 3600 * 1000;
const draftKey = (form) => "draft:" + new URL(form.getAttribute("action") || "", location.href).pathname;
const draftable = (form) => [...form.elements].filter((field) =>
  field.name && !field.hasAttribute("data-private") &&
  (field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && ["text", "search"].includes(field.type))));

// Storage may be full, cleared or forbidden; then there simply is no draft.
function keep(key, value, where = localStorage) {
  try {
    if (value === null) where.removeItem(key);
    else where.setItem(key, value);
  } catch { /* no draft */ }
}
function kept(key, where = localStorage) {
  try { return where.getItem(key); } catch { return null; }
}
function forget(key) { keep(key, null); }
function forgetAll() {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith("draft:")).forEach(forget);
  } catch { /* nothing kept */ }
}

function saveDraft(form) {
  const words = {};
  for (const field of draftable(form)) if (field.value !== field.defaultValue) words[field.name] = field.value;
  const any = Object.values(words).some((word) => word.trim());
  keep(draftKey(form), any ? JSON.stringify({ at: Date.now(), words }) : null);
}

function readDraft(form) {
  try {
    const draft = JSON.parse(kept(draftKey(form)));
    if (draft && Date.now() - draft.at < WEEK) return draft.words;
    forget(draftKey(form));
  } catch {
    forget(draftKey(form));
  }
  return null;
}

function restoreDraft(form) {
  const words = readDraft(form);
  if (!words) return;
  const filled = draftable(form).filter((field) => !field.value && words[field.name]);
  if (!filled.length) return;
  for (const field of filled) field.value = words[field.name];
  const line = document.createElement("p");
  line.className = "draft";
  line.setAttribute("role", "status");
  line.textContent = say("Draft");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "plain";
  clear.textContent = say("Clear");
  clear.addEventListener("click", () => {
    for (const field of filled) field.value = "";
    forget(draftKey(form));
    line.remove();
    filled[0].focus();
  });
  line.append(clear);
  form.prepend(line);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && form.hasAttribute("data-draft")) saveDraft(form);
  if (event.target.hasAttribute("data-near")) later(event.target);
});

// ---- (d) near: what others already said, while somebody writes ------------------------------------
const waits = new WeakMap();

function later(field) {
  const wait = waits.get(field) || {};
  clearTimeout(wait.timer);
  if (wait.stop) wait.stop.abort();
  waits.set(field, { timer: setTimeout(() => near(field), 600) });
}

async function near(field) {
  const target = document.getElementById(field.dataset.nearTarget);
  // A form that came back has the list above it already: once is enough.
  const listed = () => document.querySelector("#near-list, #in-near-list");
  if (!target || listed()) return;
  const text = field.value.trim();
  if (text.length < 2) return target.replaceChildren();
  const place = field.form && field.form.elements.place;
  const url = new URL(field.dataset.near, location.href);
  url.searchParams.set("text", text.slice(0, 200));
  if (place && place.value) url.searchParams.set("place", place.value);
  const stop = new AbortController();
  waits.set(field, { stop });
  try {
    const answer = await fetch(url, { signal: stop.signal, credentials: "same-origin", headers: { "X-Enhance": "1" } });
    if (!answer.ok) return;
    const words = await answer.text();
    if (field.value.trim() !== text || listed()) return;
    const part = new DOMParser().parseFromString(words, "text/html");
    target.replaceChildren(...part.body.childNodes);
  } catch { /* a convenience only: silence is fine */ }
}

// ---- (e) inline: a linked form opened below its link ----------------------------------------------
function placeInline(box, page) {
  const form = page.querySelector("main form");
  if (!form) return false;
  each(page, "main [id]", (part) => { part.id = "in-" + part.id; });
  each(page, "main [for]", (part) => { part.htmlFor = "in-" + part.htmlFor; });
  for (const name of ["aria-describedby", "data-near-target"]) {
    each(page, `main [${name}]`, (part) =>
      part.setAttribute(name, part.getAttribute(name).split(" ").map((id) => "in-" + id).join(" ")));
  }
  each(page, 'main .errors a[href^="#"]', (link) => link.setAttribute("href", "#in-" + link.hash.slice(1)));
  const wrong = page.querySelector("main .errors");
  const about = page.querySelector("main h1, main h2");
  const title = document.createElement("h3");
  title.textContent = about ? about.textContent : page.title;
  title.tabIndex = -1;
  form.toggleAttribute("data-enhance", true);
  box.replaceChildren(title, ...(wrong ? [wrong] : []), form);
  ready(box);
  focusOn(wrong || title);
  return true;
}

async function openInline(link) {
  const open = document.querySelector(".inline");
  const mine = open && open.previousElementSibling === link;
  if (open) {
    each(document, "a[data-inline][aria-expanded=true]", (other) => other.setAttribute("aria-expanded", "false"));
    open.remove();
    if (mine) return;
  }
  try {
    link.setAttribute("aria-busy", "true");
    const { page } = await load(link.href);
    const box = document.createElement("div");
    box.className = "inline";
    link.after(box);
    if (page && placeInline(box, page)) return void link.setAttribute("aria-expanded", "true");
    box.remove();
    location.assign(link.href);
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-inline]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    if (!link.hasAttribute("aria-busy")) openInline(link);
  }
  if (event.target.closest("[data-print]")) print();
});

// ---- every page, and every part put into one -------------------------------------------------------
function ready(root) {
  each(root, "a[data-inline]:not([aria-expanded])", (link) => {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
  });
  each(root, "form[data-draft]", restoreDraft);
  // WeChat's browser cannot print; elsewhere the button appears.
  each(root, "[data-print]", (button) => { button.hidden = /MicroMessenger/i.test(navigator.userAgent); });
}

// A form sent the plain way: its draft may go once the next page is another one.
const sent = kept("sent", sessionStorage);
const asked = [...document.querySelectorAll("form[data-draft]")].some((form) => draftKey(form) === sent);
if (sent && arrived(document, !asked, location.href)) forget(sent);
keep("sent", null, sessionStorage);
ready(document);
focusOn(document.querySelector("#errors, #done"));
