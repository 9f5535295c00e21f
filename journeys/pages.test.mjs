// 每一页 — Every kind of page, in light, dark and elder mode: axe finds nothing serious, the console stays quiet,
// no other host is asked, nothing scrolls sideways at 320 and 360 px, and it says what it is and in which language.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { violations } from "./lib/axe.mjs";
import { LOOKS, launch, overflow, signIn, visitor, watch } from "./lib/browser.mjs";
import { start } from "./lib/gongdi.mjs";
import { samples } from "./lib/sitemap.mjs";

/** Axe looks once per page and look: light as an office sees it, dark and elder as a phone does. */
const WIDTH = { light: 1280, dark: 360, elder: 360 };
const NARROW = [360, 320];

const gongdi = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await gongdi.stop();
});
const pages = await samples(gongdi);

/** One open page per role and look, used for all of that role's pages. */
const windows = new Map();
const states = new Map([[null, undefined]]);

async function windowOf(role, name) {
  const key = `${role ?? ""} ${name}`;
  if (!windows.has(key)) {
    if (!states.has(role)) states.set(role, await signIn(browser, gongdi, role));
    const look = LOOKS[name];
    const context = await visitor(browser, gongdi.url, { look, width: WIDTH[name], state: states.get(role) });
    const page = await context.newPage();
    windows.set(key, { page, seen: watch(page, gongdi.url) });
  }
  return windows.get(key);
}

/** Everything wrong with one page in one look, in words. */
async function faults({ path, role, status }, name) {
  const { page, seen } = await windowOf(role, name);
  await page.setViewportSize({ width: WIDTH[name], height: 800 });
  const answer = await page.goto(path, { waitUntil: "load" });
  const wrong = [];
  if (answer.status() !== status) wrong.push(`answers ${answer.status()}, not ${status}`);
  const { headings, lang } = await page.evaluate(() => ({
    headings: [...document.querySelectorAll("h1")].map((h1) => h1.textContent.trim()),
    lang: document.documentElement.lang,
  }));
  if (headings.length !== 1 || headings[0] === "") wrong.push(`has ${headings.length} h1: ${headings.join(" | ")}`);
  if (!/^(zh|en)\b/.test(lang)) wrong.push(`has lang="${lang}"`);
  wrong.push(...(await violations(page)));
  // The dark theme changes colours, not widths.
  for (const width of name === "dark" ? [] : NARROW) {
    const pixels = await overflow(page, width);
    if (pixels > 0) wrong.push(`is ${pixels} px too wide at ${width} px`);
  }
  wrong.push(...seen({ status }));
  return wrong;
}

/** What is wrong in which looks: one entry per fault, since most faults show in all three. */
async function faultsInAllLooks(sample) {
  const looks = new Map();
  for (const name of Object.keys(LOOKS)) {
    for (const what of await faults(sample, name)) looks.set(what, [...(looks.get(what) ?? []), name]);
  }
  return [...looks].map(([what, names]) => `[${names.join(" ")}] ${what}`);
}

describe(`every page (${pages.length})`, () => {
  for (const sample of pages) {
    test(`${sample.path}${sample.role ? ` (${sample.role})` : ""}`, async () => {
      const wrong = await faultsInAllLooks(sample);
      assert.ok(wrong.length === 0, `\n${wrong.join("\n")}\n`);
    });
  }
});
