// 浏览器 — One headless Chromium per test file, and contexts that look as a resident's phone or an office's screen does.
//
// CHROMIUM is the browser (cargo xtask test sets it). GONGDI_SHOTS is where screenshots go, outside the tree.

import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Nothing but the program itself can be reached, whatever a page asks for.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** The three looks every page must hold in: the theme, and the elder mode (长辈版). */
export const LOOKS = Object.freeze({
  light: { theme: "light", elder: false },
  dark: { theme: "dark", elder: false },
  elder: { theme: "light", elder: true },
});

/** The four circumstances a journey is made in: with and without JavaScript, on a phone and on a screen. */
export const CIRCUMSTANCES = Object.freeze(
  [true, false].flatMap((js) =>
    [360, 1280].map((width) => ({ js, width, name: `${js ? "JavaScript" : "no JavaScript"}, ${width} px` })),
  ),
);

/** Starts the browser. */
export async function launch() {
  const executablePath = process.env.CHROMIUM;
  if (!executablePath) throw new Error("CHROMIUM is not set: run `cargo xtask test --only journeys`");
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/**
 * A context of its own: cookies, cache, language and look of one visitor.
 *
 * `url`: the program's address. `state`: what `signIn` answered, to be that role.
 */
export async function visitor(browser, url, { js = true, width = 1280, look = LOOKS.light, state, lang = "zh-CN" } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: js,
    viewport: { width, height: width < 700 ? 780 : 900 },
    colorScheme: look.theme,
    reducedMotion: "reduce",
    locale: lang,
    timezoneId: "Asia/Shanghai",
    storageState: state,
  });
  context.setDefaultTimeout(10_000);
  const cookies = [{ name: "gongdi_theme", value: look.theme, url }];
  if (look.elder) cookies.push({ name: "gongdi_elder", value: "on", url });
  await context.addCookies(cookies);
  return context;
}

/** Signs a role in by its link, which fills in the code of its slip, and answers its cookies, for any number of contexts. */
export async function signIn(browser, gongdi, role) {
  const context = await visitor(browser, gongdi.url);
  try {
    const page = await context.newPage();
    const answer = await page.goto(gongdi.link(role));
    if (!answer.ok()) throw new Error(`signing in as ${role} answers ${answer.status()}`);
    await page.getByRole("main").getByRole("button").click();
    await page.waitForURL("**/desk");
    return await context.storageState();
  } finally {
    await context.close();
  }
}

/**
 * Watches a page for what must never happen: errors in the console, scripts that throw, requests to another host.
 * Answers a function that gives what was seen since it was last called.
 *
 * `expected`: the status the next page is meant to have; the console's remark on that status is no error.
 */
export function watch(page, url) {
  let seen = [];
  const origin = new URL(url).origin;
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    seen.push({ kind: "console", text: message.text(), at: message.location().url });
  });
  page.on("pageerror", (error) => seen.push({ kind: "script", text: error.message, at: page.url() }));
  page.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.origin === origin || ["data:", "blob:", "about:"].includes(asked.protocol)) return;
    seen.push({ kind: "foreign host", text: request.url(), at: page.url() });
  });
  return ({ status = 200 } = {}) => {
    const found = seen.filter(
      ({ kind, text, at }) => !(kind === "console" && status >= 400 && at === page.url() && text.includes(`${status}`)),
    );
    seen = [];
    return found.map(({ kind, text, at }) => `${kind}: ${text} (${at})`);
  };
}

/** How many pixels the page is wider than its window; 0 is right. */
export async function overflow(page, width) {
  const { height } = page.viewportSize();
  await page.setViewportSize({ width, height });
  return page.evaluate(() => {
    const root = document.documentElement;
    return Math.max(0, Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth);
  });
}

/** A picture of the whole page, in a folder outside the tree; answers its path. */
export async function screenshot(page, name) {
  const folder = process.env.GONGDI_SHOTS ?? join(tmpdir(), "gongdi-shots");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
}
