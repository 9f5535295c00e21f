// 决策共谋 — A resident proposes and takes it back; anybody objects; the roll votes, on a phone or on paper.

import assert from "node:assert/strict";
import { HOME, begin, button, choose, day, fact, field, fill, hidden, main, mark, open, pick, press, printed, refused, report, tamper, told } from "./lib/walk.mjs";

const walks = await begin();

/** What a neighbourhood talks about, so that each circumstance has something of its own. */
const TOPICS = [
  ["单车棚要不要扩建", "单车棚不够停，一半的车只能淋雨，能不能扩建？"],
  ["晚上几点关音乐", "晚上院里放音乐，孩子要写作业，几点关好？"],
  ["院里种什么树", "枯掉的两棵香樟要补种，种什么树大家说说。"],
  ["花坛要不要改菜园", "花坛荒了两年全是草，能不能改成大家的小菜园？"],
];

/** A resident, on the page of a matter that was just reported, opens a proposal. */
async function propose(page, matter, title) {
  await page.goto(matter);
  await open(page, "提出方案");
  await pick(page, "哪一种", "方案：要办的事");
  await fill(page, { 方案名称: title, 方案内容: "一、先量尺寸。\n二、再请大家看图。\n三、定了就动手。", 估计花费: "2400" });
  await press(page, "提出");
  await told(page, "方案已提出");
}

walks.each("a proposal is made, objected to, and taken back by its author", async (here) => {
  const [title, words] = here.own(TOPICS);
  const visitor = await here.as();
  const { matter } = await report(visitor, HOME.place, { title, words });
  const author = await here.as("resident");
  await propose(author, matter, `${title}：第一个方案`);
  assert.equal(await main(author).getByText("讨论中").first().isVisible(), true);
  const proposal = new URL(author.url()).pathname;
  await here.look(author, "decide proposal");

  // Anybody objects, without an account; each key is one objection, pressed as often as one likes.
  await visitor.goto(proposal);
  const heading = (n) => main(visitor).getByRole("heading", { name: `意见 ${n} 条` });
  await heading(0).waitFor();
  const tabs = [visitor, await here.tab(visitor.context()), await here.tab(visitor.context())];
  for (const [at, tab] of tabs.entries()) {
    await tab.goto(`${proposal}/object`);
    await fill(tab, { 您有什么意见: at === 1 ? "要给轮椅留路。" : "花钱的地方要贴出来。" });
  }
  await tamper(tabs[2], "idem", await hidden(tabs[0], "idem"));
  for (const tab of tabs) {
    await button(tab, "提交意见").dblclick();
    await tab.waitForURL(`**${proposal}*`);
    await told(tab, "意见已收到");
  }
  await visitor.goto(proposal);
  await heading(2).waitFor();

  // The answer is public; then the author, and nobody else, takes the proposal back.
  const worker = await here.as("worker");
  await worker.goto(proposal);
  assert.equal(await main(worker).getByText("撤回方案").count(), 0, "only the author takes it back");
  await open(worker, "答复意见");
  await fill(worker, { 答复内容: "会留一米二宽的路，图上已经画出来。" });
  await press(worker, "公开答复");
  await told(worker, "已公开答复");

  await author.goto(proposal);
  const still = await mark(author);
  await open(author, "撤回方案");
  await press(author, "撤回");
  await refused(author, "这里要填");
  await fill(author, { 为什么撤回: "地方量错了，先重新量，再提一个。" });
  await press(author, "撤回");
  await told(author, "方案已撤回");
  await main(author).getByText("地方量错了").first().waitFor();
  if (here.js) assert.equal(await still(), true, "the page was not loaded again");
  await here.look(author, "decide withdrawn");
});

walks.each("the roll votes on a phone, and on paper", async (here) => {
  const [title, words] = here.own(TOPICS);
  const visitor = await here.as();
  const { matter } = await report(visitor, HOME.place, { title: `${title}（表决）`, words: `再说一次：${words}` });
  const elector = await here.as("resident");
  await propose(elector, matter, `${title}：请大家表决`);
  const proposal = new URL(elector.url()).pathname;

  const worker = await here.as("worker");
  await worker.goto(proposal);
  await open(worker, "发起表决");
  await pick(worker, "按什么规则", /^居民会议（每户代表）/);
  await pick(worker, "结果作数不作数", "预表决，只作参考");
  await field(worker, "投票截止").fill(day(3));
  await here.look(worker, "decide open");
  await press(worker, "开始表决");
  await told(worker, "表决已开始");
  const vote = new URL(worker.url()).pathname;

  // Somebody on the roll: no answer is chosen beforehand, and a ballot is cast once.
  await elector.goto(vote);
  await main(elector).getByText("这是预表决，结果只作参考").waitFor();
  await here.look(elector, "decide vote");
  await open(elector, "投票");
  for (const name of ["同意", "不同意", "弃权"]) {
    assert.equal(await main(elector).getByRole("radio", { name, exact: true }).isChecked(), false);
  }
  await press(elector, "投票");
  await refused(elector, "这里要填");
  await choose(elector, "同意");
  await here.look(elector, "decide cast");
  const stays = await mark(elector);
  await button(elector, "投票").dblclick();
  await told(elector, "您的票已投进票箱");
  if (here.js) assert.equal(await stays(), true, "the page was not loaded again");
  assert.equal(await fact(elector, "电子票"), "1");
  await elector.goto(`${vote}/cast`);
  assert.equal(await main(elector).getByText("已经在网上投过了").or(button(elector, "投票")).first().isVisible(), true);

  // Somebody who is not on it is told so, and sees how many have voted, not what.
  await visitor.goto(vote);
  assert.equal(await fact(visitor, "电子票"), "1");
  assert.equal(await main(visitor).getByRole("link", { name: "投票", exact: true }).count(), 0);
  await visitor.goto(`${vote}/ballots`);
  await main(visitor).getByText("截止计票以后，每一张票都在这里公开。").waitFor();

  // Paper: one ballot for each who has not voted, entered by one person, read again by another.
  await worker.goto(vote);
  await open(worker, "表决票");
  const ballots = await main(worker).getByRole("article").count();
  assert.ok(ballots > 40, `${ballots} ballots`);
  const pages = await printed(worker);
  assert.ok(pages >= ballots / 2 && pages <= ballots, `${ballots} ballots on ${pages} pages`);
  await worker.goto(`${vote}/roll`);
  await here.look(worker, "decide roll");
  const row = main(worker).getByRole("row").nth(20);
  const unit = (await row.getByRole("rowheader").innerText()).trim();
  const serial = (await row.getByRole("cell").first().innerText()).replace(/^.*?(\d+)$/s, "$1");
  await worker.goto(vote);
  await open(worker, "录入纸票");
  await fill(worker, { 票号: serial, 房号: unit });
  await pick(worker, "票上的意见", "不同意");
  await press(worker, "录入");
  await told(worker, "已录入，等另一个人复核");
  await worker.goto(`${vote}/confirm-paper`);
  await fill(worker, { 票号: serial });
  await pick(worker, "票上的意见", "不同意");
  await press(worker, "复核");
  await refused(worker, "您录的票要由另一个人复核");
  const second = await here.as("convener");
  await second.goto(vote);
  await open(second, "复核纸票");
  await fill(second, { 票号: serial });
  await pick(second, "票上的意见", "不同意");
  await press(second, "复核");
  await told(second, "两次一致，已计入");
  await visitor.goto(vote);
  assert.equal(await fact(visitor, "纸票"), "1");
});

walks.each("what was counted is shown as bars with the numbers beside them", async (here) => {
  const visitor = await here.as();
  // The longest way of the demo: the courtyard of 国税小区, voted on in 2022.
  await visitor.goto(`/places/${HOME.place}/lists/outcome`);
  await open(visitor, /院/);
  await open(visitor, /^表决：正式表决/);
  await main(visitor).getByText("通过", { exact: true }).first().waitFor();
  const table = main(visitor).getByRole("table", { name: /^同意情况/ });
  const yes = Number(await fact(visitor, "同意"));
  assert.ok(yes > 0);
  await table.getByText(`${yes}`, { exact: false }).first().waitFor();
  assert.ok((await table.getByRole("row").count()) > 1, "the bars stand in a table");
  await here.look(visitor, "decide result");
  await open(visitor, "全部票据");
  const counted = (await main(visitor).getByRole("row").count()) - 1;
  await main(visitor).getByText(`共 ${counted} 张`).waitFor();
});
