// 流量 — What a visit costs a resident's phone: the public board and the front page under 60 KB over the wire on the
// first visit, under 15 KB on the next, all requests counted with their headers (1 KB = 1,000 bytes).

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { start } from "./lib/gongdi.mjs";
import { board, samples } from "./lib/sitemap.mjs";

const FIRST = 60_000;
const AFTER = 15_000;

const gongdi = await start();
const browser = await launch();
after(async () => {
  await browser.close();
  await gongdi.stop();
});
const paths = ["/", board(await samples(gongdi)).path];

/** Bytes that came over the wire for one visit, as the browser counts them; what its cache had costs nothing. */
async function visit(context, path) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const urls = new Map();
  const bytes = new Map();
  session.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => bytes.set(requestId, encodedDataLength));
  session.on("Network.requestServedFromCache", ({ requestId }) => bytes.set(requestId, 0));
  const answer = await page.goto(path, { waitUntil: "networkidle" });
  assert.equal(answer.status(), 200, path);
  await page.close();
  const parts = [...bytes].map(([id, size]) => ({ url: urls.get(id) ?? id, size }));
  return { total: parts.reduce((sum, { size }) => sum + size, 0), parts };
}

function under(limit, { total, parts }) {
  const list = parts.map(({ url, size }) => `  ${size} ${url}`).join("\n");
  assert.ok(parts.length > 0 && total > 0, "nothing was counted");
  assert.ok(total < limit, `${total} bytes of ${limit}:\n${list}`);
}

describe("bytes over the wire", () => {
  for (const path of paths) {
    test(`${path}: the first visit and the next`, async (t) => {
      const context = await visitor(browser, gongdi.url, { width: 360 });
      const first = await visit(context, path);
      const next = await visit(context, path);
      await context.close();
      t.diagnostic(`first ${first.total} bytes, next ${next.total} bytes`);
      under(FIRST, first);
      under(AFTER, next);
    });
  }
});
