// 发展共建 — Somebody promises to give, says that it was brought, and gets a receipt; two people count; the account adds up to the fen.

import assert from "node:assert/strict";
import { HOME, begin, button, fact, field, fill, main, mark, open, pick, press, printed, refused, told } from "./lib/walk.mjs";

const walks = await begin();

/** From the board, over the number of what is being built, to the project. */
async function project(page) {
  await page.goto(`/places/${HOME.place}/board`);
  await open(page, /^\d+ 共建设$/);
  await main(page).getByRole("heading", { name: /共建设$/, level: 1 }).waitFor();
  await main(page).getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await page.waitForURL("**/matters/**");
  const part = main(page).getByRole("heading", { name: "共建项目", exact: true });
  await part.waitFor();
  await part.locator("xpath=following-sibling::h3[1]").getByRole("link").click();
  await page.waitForURL("**/projects/**");
  return new URL(page.url()).pathname;
}

/** An amount of money as a page writes it, in fen. */
const fen = (text) => Math.round(Number(/-?[\d,]+(\.\d+)?/.exec(text)[0].replaceAll(",", "")) * 100);

/** Yuan as a page writes them. */
const fixed = (yuan) => Number(yuan).toFixed(2);

/** What the account says, and the sums of its lines that count. */
async function account(page) {
  const said = {};
  for (const term of ["收入", "支出", "结余", "其中：居民捐资"]) said[term] = fen(await fact(page, term));
  const sum = { 收入: 0, 支出: 0 };
  for (const row of await main(page).getByRole("row").all()) {
    const cells = await row.locator("td").allTextContents();
    if (cells.length === 0 || !cells.at(-1).includes("已复核")) continue;
    for (const [at, side] of [[1, "收入"], [2, "支出"]]) if (/\d/.test(cells[at])) sum[side] += fen(cells[at]);
  }
  return { said, sum };
}

walks.each("a gift is promised, brought, counted, and stands in the account", async (here) => {
  const amount = here.own(["120.50", "66.60", "88.88", "205"]);
  const name = here.own(["一位早起的邻居", "二楼的邻居", "三组的邻居", "常散步的邻居"]);
  const giver = await here.as();
  const path = await project(giver);
  await here.look(giver, "build project");
  await giver.goto(`${path}/account`);
  const before = await account(giver);
  assert.deepEqual(before.sum, { 收入: before.said["收入"], 支出: before.said["支出"] }, "lines and totals agree");

  // The promise: free, without an account; what is wrong is said in place and keeps what was typed.
  await giver.goto(path);
  await open(giver, "我要出力");
  await pick(giver, "出什么", "出资（钱）");
  await giver.getByLabel("愿意公开我的称呼").check();
  await fill(giver, { 公开的称呼: name, 金额: "很多" });
  await here.look(giver, "build promise");
  await press(giver, "登记");
  await refused(giver, "请写金额");
  assert.equal(await field(giver, "公开的称呼").inputValue(), name);
  assert.equal(await giver.getByLabel("愿意公开我的称呼").isChecked(), true);
  await fill(giver, { 金额: amount });
  const stays = await mark(giver);
  await button(giver, "登记").dblclick();
  await told(giver, "登记好了");
  if (here.js) assert.equal(await stays(), true, "the page was not loaded again");
  const own = new URL(giver.url()).pathname;
  assert.match(own, /^\/\d{6}\/follow\/[0-9A-Za-z]{20,}\/contribution$/);
  assert.equal(await fact(giver, "进展"), "已认捐");
  await here.look(giver, "build follow");
  assert.equal(await printed(giver), 1, "the private page prints on one sheet");

  // A double click promised once, and the name is shown because it was agreed to.
  const anybody = await here.as();
  await anybody.goto(path);
  const mine = () => main(anybody).getByRole("listitem").filter({ hasText: name });
  await mine().first().waitFor();
  assert.equal(await mine().count(), 1);

  // Brought by the giver, counted by somebody else, receipted.
  await open(giver, "我已送到");
  await press(giver, "登记");
  await told(giver, "已登记，等清点");
  const worker = await here.as("worker");
  await worker.goto(path);
  await main(worker).getByRole("listitem").filter({ hasText: name }).getByRole("link").click();
  await worker.waitForURL("**/contributions/**");
  await open(worker, "清点");
  assert.equal(fen(await field(worker, "实际是多少").inputValue()), fen(amount));
  await press(worker, "清点无误，开收据");
  await told(worker, "已清点");
  await here.look(worker, "build receipt");
  assert.ok((await printed(worker)) >= 1);
  await giver.reload();
  await open(giver, "收据");
  await main(giver).getByText("已如数收到").waitFor();

  // Cash that somebody unknown brought waits for a second pair of eyes before it counts.
  await anybody.goto(`${path}/account`);
  assert.equal((await account(anybody)).said["收入"], before.said["收入"]);
  const second = await here.as("convener");
  await second.goto(`${path}/account`);
  const line = main(second).getByRole("row").filter({ hasText: "待复核" }).filter({ hasText: fixed(amount) });
  await line.getByRole("link", { name: "复核", exact: true }).click();
  await pick(second, "和票据对得上吗", "对得上，入账");
  await press(second, "复核");
  await told(second, "已复核");

  // The account: the gift stands in it, lines and totals agree, income is spending and balance.
  await anybody.goto(`${path}/account`);
  const { said, sum } = await account(anybody);
  assert.equal(said["收入"], before.said["收入"] + fen(amount));
  assert.equal(said["其中：居民捐资"], before.said["其中：居民捐资"] + fen(amount));
  assert.equal(said["收入"], said["支出"] + said["结余"]);
  assert.deepEqual(sum, { 收入: said["收入"], 支出: said["支出"] });
  await here.look(anybody, "build account");
});

walks.each("a promise is taken back by its link, without a reason", async (here) => {
  const name = here.own(["想一想的邻居", "改主意的邻居", "要搬家的邻居", "手头紧的邻居"]);
  const giver = await here.as();
  const path = await project(giver);
  await open(giver, "我要出力");
  await pick(giver, "出什么", "投工（干活）");
  await giver.getByLabel("愿意公开我的称呼").check();
  await fill(giver, { 公开的称呼: name, 多少天: "2", 具体是什么: "周末和水泥" });
  await press(giver, "登记");
  await told(giver, "登记好了");
  const own = new URL(giver.url()).pathname;
  await open(giver, "收回认捐");
  await press(giver, "收回");
  await told(giver, "认捐已收回");
  await giver.goto(path);
  assert.equal(await main(giver).getByText(name).count(), 0, "what was taken back is not shown");
  await giver.goto(own);
  assert.equal(await fact(giver, "进展"), "已收回");
});
