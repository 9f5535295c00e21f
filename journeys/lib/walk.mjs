// 走一遍 — What the journeys share: the four circumstances, those who take part, and what people do on a page: open what is offered, fill in what is asked, press the button, read what is said.
//
// Everything is found by role and label, as a person or a screen reader finds it; never by class.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { violations } from "./axe.mjs";
import { CIRCUMSTANCES, launch, overflow, screenshot, signIn, visitor, watch } from "./browser.mjs";
import { start } from "./gongdi.mjs";

/** Where the demo's roles live and work. */
export const HOME = Object.freeze({
  place: "420583001003.01",
  name: "国税小区",
  community: "420583001003",
  communityName: "七口堰社区",
  office: "七口堰社区居委会",
});

/** Where visitors without an account go: one neighbourhood for each circumstance, so that none finds what another said. */
const PLACES = Object.freeze(["420583001004.01", "420106005002.01", "420117006212.06", "420527107205.01"]);

/** Starts the program and the browser for one file of journeys, and ends them after it. */
export async function begin() {
  const gongdi = await start();
  const browser = await launch();
  after(async () => {
    await browser.close();
    await gongdi.stop();
  });
  return new Walks(gongdi, browser);
}

class Walks {
  #states = new Map();

  constructor(gongdi, browser) {
    this.gongdi = gongdi;
    this.browser = browser;
  }

  /** One journey, made in each of the four circumstances. `walk` is given a `Here`. */
  each(name, walk) {
    describe(name, () => {
      for (const [at, circumstance] of CIRCUMSTANCES.entries()) {
        test(circumstance.name, { timeout: 60_000 }, async () => {
          const here = new Here(this, circumstance, at);
          try {
            await walk(here);
            here.assertQuiet();
          } catch (error) {
            error.stack += await here.stand();
            throw error;
          } finally {
            await here.leave();
          }
        });
      }
    });
  }

  /** The cookies of a role, signed in once for all circumstances. */
  async state(role) {
    if (!this.#states.has(role)) this.#states.set(role, await signIn(this.browser, this.gongdi, role));
    return this.#states.get(role);
  }
}

/** One journey in one circumstance, and everybody who takes part in it. */
class Here {
  #walks;
  #at;
  #contexts = [];
  #watched = [];

  constructor(walks, { js, width, name }, at) {
    this.#walks = walks;
    this.#at = at;
    this.js = js;
    this.width = width;
    this.circumstance = name;
    this.place = PLACES[at];
  }

  /** This circumstance's own of four things: what is said in one must not look like what was said in another. */
  own(four) {
    assert.equal(four.length, CIRCUMSTANCES.length);
    return four[this.#at];
  }

  /** A page of somebody with a device of their own: a visitor, or the role that is named. */
  async as(role) {
    const { browser, gongdi } = this.#walks;
    const state = role && (await this.#walks.state(role));
    const context = await visitor(browser, gongdi.url, { js: this.js, width: this.width, state });
    this.#contexts.push(context);
    return this.tab(context);
  }

  /** One more tab on a device. */
  async tab(context) {
    const page = await context.newPage();
    this.#watched.push(watch(page, this.#walks.gongdi.url));
    return page;
  }

  /** Looks at a page as it is shown to others: axe, no wider than the screen, and a picture for the eye. */
  async look(page, name) {
    const { url } = this.#walks.gongdi;
    assert.equal(await overflow(page, this.width), 0, `${page.url().slice(url.length)} is too wide`);
    if (process.env.GONGDI_SHOTS) await screenshot(page, `${name} ${this.circumstance}`);
    // axe is itself a script; the page is the same without it.
    const found = this.js ? await violations(page) : [];
    assert.deepEqual(found, [], `${page.url().slice(url.length)}\n${found.join("\n")}`);
  }

  /** No error in any console and no foreign host; what a form refuses, the browser remarks on, and that is no error. */
  assertQuiet() {
    const seen = this.#watched.flatMap((read) => read());
    assert.deepEqual(seen.filter((line) => !/^console: Failed to load resource: .* status of 4\d\d/.test(line)), []);
  }

  /** What everybody has before them, for the message of a journey that failed. */
  async stand() {
    const pages = this.#contexts.flatMap((context) => context.pages());
    const seen = pages.map(async (page) => {
      const text = await main(page).innerText({ timeout: 1000 }).catch(() => "");
      return `\n    ${new URL(page.url()).pathname}: ${text.replace(/\s+/g, " ").slice(0, 600)}`;
    });
    return (await Promise.all(seen)).join("");
  }

  async leave() {
    for (const context of this.#contexts) await context.close();
  }
}

/** The part of the page that is about the thing itself. */
export const main = (page) => page.getByRole("main");

/** Opens what is offered under a name; with JavaScript some links open their form in place, as buttons do. */
export async function open(page, name) {
  const how = { name, exact: typeof name === "string" };
  await main(page).getByRole("link", how).or(main(page).getByRole("button", how)).first().click();
}

/** A label as it stands before a field, required or not. */
const label = (words) => new RegExp(`^\\s*${words}\\s*(（可不填）)?\\s*$`);

/** The field with a label. */
export const field = (page, words) => main(page).getByLabel(label(words));

/** Chooses one of what a field offers, whether they are in a list to open or all in sight. */
export async function pick(page, words, option) {
  const list = field(page, words);
  const radio = main(page).getByRole("group", { name: label(words) }).getByRole("radio", { name: option });
  await list.or(radio).first().waitFor();
  if ((await radio.count()) > 0) return radio.first().check();
  const found = list.getByRole("option", { name: option }).first();
  await list.selectOption(await found.getAttribute("value"));
}

/** Fills in fields by their labels. */
export async function fill(page, values) {
  for (const [label, value] of Object.entries(values)) await field(page, label).fill(value);
}

/** Chooses one of several that are all in sight. */
export async function choose(page, name) {
  await main(page).getByRole("radio", { name, exact: true }).check();
}

/** The button of the form. */
export const button = (page, name) => main(page).locator("form").getByRole("button", { name, exact: true });

/** Presses the button of the form. */
export async function press(page, name) {
  await button(page, name).click();
}

/** Waits until the page says that it was done. */
export async function told(page, words) {
  await main(page).getByRole("status").filter({ hasText: words }).first().waitFor();
}

/** Waits until the page says why not. */
export async function refused(page, words) {
  await main(page).getByRole("alert").filter({ hasText: words }).first().waitFor();
}

/** What stands beside a term, of the first list that has it. */
export async function fact(page, term) {
  const found = main(page).getByRole("term").filter({ hasText: new RegExp(`^\\s*${term}\\s*$`) }).first();
  return (await found.locator("xpath=following-sibling::dd[1]").innerText()).trim();
}

/** Leaves a mark that a full reload would wipe out; answers a function that says whether it is still there. */
export async function mark(page) {
  await page.evaluate(() => {
    globalThis.stillHere = true;
  });
  return () => page.evaluate(() => globalThis.stillHere === true);
}

/** Puts another value into a hidden field, as a page that lay open too long or a copied tab has; null takes it away. */
export async function tamper(page, name, value) {
  await page.evaluate(
    ([name, value]) => {
      const hidden = document.querySelector(`main form input[name="${name}"]`);
      if (value === null) hidden.remove();
      else hidden.value = value;
    },
    [name, value],
  );
}

/** The value of a hidden field. */
export const hidden = (page, name) => page.locator(`main form input[name="${name}"]`).first().inputValue();

/** How many pages a sheet prints on, on A4; paper is how a neighbourhood without phones takes part. */
export async function printed(page) {
  const pdf = await page.pdf({ format: "A4", printBackground: false });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
}

/** The day so many days from today, where the neighbourhoods are. */
export function day(days) {
  const then = new Date(Date.now() + days * 24 * 3600 * 1000);
  return then.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
}

/**
 * Somebody without an account reports something at a place. Answers the number of the matter, its public page, and
 * the private page of whoever said it.
 */
export async function report(page, place, { title, words }) {
  await page.goto(`/places/${place}/report`);
  await fill(page, { 什么事: words, 一句话标题: title });
  return send(page);
}

/** Sends a report, and says that it is none of the similar ones when there are some. */
export async function send(page) {
  await press(page, "提交");
  const another = page.getByLabel("都不是，另外反映");
  await main(page).getByRole("status").filter({ hasText: "已收到" }).or(another).first().waitFor();
  if (await another.isVisible()) {
    await another.check();
    await press(page, "提交");
    await told(page, "已收到");
  }
  return reported(page);
}

/** What the private page says that was just led to. */
export async function reported(page) {
  const number = /编号\s*([0-9A-Z]{8})/.exec(await main(page).innerText())?.[1];
  assert.ok(number, "the private page says no number");
  const follow = new URL(page.url()).pathname;
  return { number, follow, matter: `/${follow.split("/")[1]}/matters/${number}` };
}

/** The number on the tile with a label. */
export async function tile(page, label) {
  const text = await main(page).getByRole("link", { name: new RegExp(`^[\\d,]+\\s*${label}$`) }).first().innerText();
  return Number(/[\d,]+/.exec(text)[0].replaceAll(",", ""));
}
