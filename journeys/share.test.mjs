// 成果共享 — What was solved becomes a case, another place tries it; every number of the board leads to what it counts.

import assert from "node:assert/strict";
import { HOME, begin, choose, day, field, fill, main, open, pick, press, printed, refused, report, told } from "./lib/walk.mjs";

const walks = await begin();

/** A matter that its reporter says is solved. Answers its page. */
async function solve(here, { title, words, done }) {
  const person = await here.as();
  const { follow, matter } = await report(person, HOME.place, { title, words });
  const worker = await here.as("worker");
  await worker.goto(`${matter}/answer`);
  const [, month, date] = day(0).split("-").map(Number);
  await fill(worker, { 答复: `${month}月${date}日，社区和邻居一起安排：${done}。${month}月${date}日晚上又看过一次。` });
  await press(worker, "答复");
  await told(worker, "已答复");
  await person.goto(`${follow}/verdict`);
  await choose(person, "办好了");
  await press(person, "就这样说");
  await told(person, "您的话已经记下");
  return { matter, person, worker };
}

walks.each("a solved matter becomes a case, and another place tries it", async (here) => {
  const thing = here.own([
    { title: "旧衣服没处送", words: "旧衣服没处送，都扔在垃圾房里。", done: "在旧衣服没处送的三个单元各放了一个回收柜" },
    { title: "工具各家都买一套", words: "梯子和电钻各家都买一套，一年用不上两回。", done: "把各家的梯子和电钻登记成共用工具，放在值班室" },
    { title: "老人吃饭难", words: "独居老人中午吃饭难，做一顿吃三天。", done: "请食堂给独居老人中午送饭，先送十二家" },
    { title: "孩子放学没处去", words: "孩子放学没处去，在院门口等家长。", done: "把会议室腾给放学的孩子，邻居轮流看" },
  ]);
  const { matter, worker } = await solve(here, thing);

  // The worker writes what no record knows, sees the preview, and publishes.
  await worker.goto(matter);
  await open(worker, "写成案例");
  const name = `${thing.title}，我们这样办`;
  await fill(worker, { 案例名称: name, 一句话说问题: thing.words });
  await here.look(worker, "share compose");
  await press(worker, "存草稿，看预览");
  await refused(worker, "这里要填");
  assert.equal(await field(worker, "案例名称").inputValue(), name, "what was typed is kept");
  await fill(worker, { 办成的关键是什么: "先问清楚谁用得上。", 重来一次会怎么改: "早一点请一楼的邻居来看地方。" });
  await press(worker, "存草稿，看预览");
  await told(worker, "草稿存好了");
  const address = new URL(worker.url()).pathname;
  const anybody = await here.as();
  assert.equal((await anybody.goto(address)).status(), 404, "a draft is not public");
  await open(worker, "公开案例");
  await press(worker, "公开");
  await refused(worker, "请先核对，再打勾");
  await worker.getByLabel("我核对过").check();
  await press(worker, "公开");
  await told(worker, "案例已公开");

  // Anybody finds it among the cases, reads it and prints it.
  await anybody.goto("/cases");
  await anybody.getByLabel("找什么").fill(thing.title);
  await press(anybody, "查找");
  await open(anybody, name);
  await main(anybody).getByRole("heading", { name, level: 1 }).waitFor();
  await main(anybody).getByText("早一点请一楼的邻居来看地方").waitFor();
  await here.look(anybody, "share case");
  assert.ok((await printed(anybody)) >= 1);
  await open(anybody, "在我们这里试试");
  await main(anybody).getByText("这一步要先登录").waitFor();

  // Somebody of another place tries it: a topic begins there.
  await worker.goto(address);
  await open(worker, "在我们这里试试");
  await pick(worker, "在哪里试", new RegExp(`${HOME.communityName}$`));
  await fill(worker, { 我们这里的情况: `整个社区都有“${thing.title}”的事，先在两个小区试。` });
  await here.look(worker, "share try");
  await press(worker, "提出来");
  await told(worker, "已提出，大家可以商量了");
  await anybody.goto(address);
  await main(anybody).getByRole("heading", { name: "1 个地方在试" }).waitFor();
  await anybody.goto(`/places/${HOME.community}/matters?stage=decide`);
  await main(anybody).getByRole("link", { name: thing.title }).first().click();
  await anybody.waitForURL("**/matters/**");
  await main(anybody).getByRole("heading", { name: "议题", exact: true }).waitFor();
  await main(anybody).getByRole("heading", { name: /^学别处的做法，在这里试一试/ }).waitFor();
});

/** How many records a list shows, over all its pages. */
async function records(page) {
  let count = 0;
  for (;;) {
    count += await main(page).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) }).count();
    const next = main(page).getByRole("navigation", { name: "翻页" }).getByRole("link", { name: "下一页" });
    if ((await next.count()) === 0) return count;
    await next.click();
    await page.waitForLoadState();
  }
}

walks.each("every number of the board is the number of records behind it", async (here) => {
  const page = await here.as();
  const board = `/places/${HOME.place}/board`;
  await page.goto(board);
  await here.look(page, "share board");
  const links = await main(page).getByRole("link", { name: /^\d/ }).evaluateAll((all) =>
    all.map((link) => ({ text: link.textContent.replace(/\s+/g, " ").trim(), href: link.getAttribute("href") })),
  );
  const counts = links.filter(({ href }) => /^\/places\/[\d.]+\/(lists\/|matters\?)/.test(href));
  const numbers = counts.map(({ text, href }) => ({ text, href, n: Number(/^\d+/.exec(text)[0]) }));
  assert.ok(numbers.length >= 15, `${numbers.length} numbers`);
  for (const { text, href, n } of numbers) {
    await page.goto(href);
    assert.equal(await records(page), n, `${text} leads to ${href}`);
  }
  await page.goto(`${board}/poster`);
  assert.ok((await printed(page)) >= 1);
  await page.goto(`/places/${HOME.community.slice(0, 9)}/board`);
  await here.look(page, "share street board");
});
