// 察民情 — Somebody says what is wrong; a neighbour has it too; the community takes it on; both can follow it.

import assert from "node:assert/strict";
import { HOME, begin, button, field, fill, fact, hidden, main, open, pick, press, refused, report, reported, send, tamper, tile, told } from "./lib/walk.mjs";

const walks = await begin();
const SUBMIT = "提交";

walks.each("a problem is reported, joined, accepted and followed", async (here) => {
  const [title, said, again] = here.own([
    ["北门口的长椅断了一条腿", "北门口那张木头长椅断了一条腿，坐上去差点摔倒，一个星期了。", "北门口的长椅腿断了，一坐就晃。"],
    ["2栋信箱的锁全坏了", "2栋楼下的信箱锁全坏了，报纸和信件常被翻出来扔在地上。", "2栋信箱锁坏了，信件被翻。"],
    ["儿童滑梯裂了一道口子", "院子里的儿童滑梯裂了一道口子，孩子的衣服和手都划破过。", "儿童滑梯有裂口，划破孩子的手。"],
    ["水泵房半夜轰轰响", "水泵房夜里一两点轰轰响，隔壁几户都睡不着觉。", "水泵房半夜响得睡不着。"],
  ]);
  const first = await here.as();
  await first.goto(`/places/${HOME.place}/board`);
  await here.look(first, "listen board");
  await open(first, "我要反映");
  await fill(first, { 什么事: said, 一句话标题: title });
  await here.look(first, "listen report");
  const { number, follow, matter } = await send(first);
  assert.match(follow, /^\/\d{6}\/follow\/[0-9a-z]{20,}$/i, "the private link cannot be guessed");
  assert.equal(await main(first).getByText("待受理").first().isVisible(), true);

  const added = `我家也碰到了，${again}`;

  // A neighbour begins to say the same, sees that it is known, and joins instead.
  const second = await here.as();
  await second.goto(`/places/${HOME.place}/report`);
  const join = main(second).getByRole("link", { name: `就是这件，我也附议 ${title}` });
  if (here.js) {
    await field(second, "什么事").pressSequentially(again);
    await join.waitFor();
    assert.equal(await field(second, "什么事").inputValue(), again, "what is near does not disturb who writes");
  } else {
    await fill(second, { 什么事: again });
    await press(second, SUBMIT);
    await refused(second, "请先看看上面相近的事");
    assert.equal(await field(second, "什么事").inputValue(), again, "what was typed is kept");
  }
  await here.look(second, "listen near");
  await join.click();
  await fill(second, { 想补充的话: added });
  await press(second, "附议");
  await told(second, "已附议");
  const own = await reported(second);
  assert.equal(own.number, number);
  assert.notEqual(own.follow, follow, "each has a link of their own");
  await main(second).getByText("2 人反映").first().waitFor();

  // The worker finds it on the desk and takes it on.
  const worker = await here.as("worker");
  await worker.goto("/desk");
  await main(worker).getByRole("heading", { name: /^新听到、待受理 \d+ 件$/ }).first().waitFor();
  await here.look(worker, "listen desk");
  await open(worker, title);
  await here.look(worker, "listen matter");
  await open(worker, "受理");
  await pick(worker, "哪一类", "小事：看贴心");
  await pick(worker, "谁负责", HOME.office);
  await press(worker, "受理");
  await told(worker, "已受理");

  // Both who spoke see it on their private pages, and anybody finds it by its number.
  for (const page of [first, second]) {
    await page.reload();
    assert.equal(await fact(page, "谁负责"), HOME.office);
    await main(page).getByText("办理中").first().waitFor();
    await main(page).getByRole("heading", { name: /^受理为小事，由.*负责，.* 前答复$/ }).waitFor();
  }
  await here.look(first, "listen follow");
  const anybody = await here.as();
  await anybody.goto("/");
  await anybody.getByLabel("有事项编号？").fill(number.toLowerCase());
  await open(anybody, "看进展");
  await anybody.waitForURL(`**${matter}`);
  await main(anybody).getByText(added).waitFor();
});

walks.each("one lift said three times: suggestions with reasons, joined, its kind said, a class of problems", async (here) => {
  const lift = here.own(["11号楼东单元电梯", "15号楼货梯", "17号楼观光电梯", "19号楼西单元电梯"]);
  const [trouble, again, third] = here.own([
    ["困人半小时才放出来", "又困人了，老人吓坏了", "关门夹手还困人"],
    ["钢绳异响没人检修", "钢绳响得吓人", "运行到半截停住，钢绳响"],
    ["屏幕黑了不停层", "不停层，屏幕一直黑", "屏幕黑着，按了也不停层"],
    ["抖动厉害一股焦糊味", "有焦糊味，抖得站不稳", "一开就抖，焦糊味很重"],
  ]);
  const visitor = await here.as();
  const said = [];
  for (const words of [trouble, again, third]) {
    said.push(await report(visitor, HOME.place, { title: `${lift}${words}`, words: `${lift}${words}，请尽快来人看看。` }));
  }

  // The desk suggests with reasons and chooses nothing; what is the same is one press away.
  const worker = await here.as("worker");
  await worker.goto(said[2].matter);
  await open(worker, "受理");
  await main(worker).getByRole("heading", { name: "建议（供参考，由您来定）" }).waitFor();
  await main(worker).getByRole("heading", { name: "可能是同一件" }).waitFor();
  assert.equal(await field(worker, "问题归类").inputValue(), "", "nothing is chosen for the worker");
  await here.look(worker, "listen suggestions");
  await main(worker).getByRole("link", { name: /^并过去/ }).first().click();
  await main(worker).getByRole("heading", { name: /^并入《/ }).waitFor();
  await press(worker, "并案");
  await told(worker, "已并案");

  // Its kind is said when it is accepted, and said otherwise later: the thread has both.
  await worker.goto(said[0].matter);
  await open(worker, "受理");
  await pick(worker, "问题归类", "城乡建设");
  await pick(worker, "哪一类", "急事：看多快");
  await pick(worker, "谁负责", HOME.office);
  await press(worker, "受理");
  await told(worker, "已受理");
  await open(worker, "归类");
  await pick(worker, "问题归类", "商贸旅游");
  await press(worker, "记下");
  await told(worker, "已归类");
  await main(worker).getByText("归类为“商贸旅游”").first().waitFor();

  // A month's groups; one is opened to its matters, and leads to what others did about the like.
  await worker.goto(`/places/${HOME.community}/groups`);
  await here.look(worker, "listen groups");
  await main(worker).getByRole("link", { name: new RegExp(lift) }).first().click();
  await main(worker).getByRole("heading", { name: "这一类的事" }).waitFor();
  await here.look(worker, "listen group");
  await open(worker, "别处怎么解决的");
  await main(worker).getByText("同类的事，别处这样办成过").waitFor();

  // The county sees how suggestions are made.
  const county = await here.as("county");
  await county.goto(`/${HOME.place.slice(0, 6)}/triage`);
  await main(county).getByText("商贸旅游").first().waitFor();
  await here.look(county, "listen triage");
  await open(county, "用本县的事训练");
  await press(county, "开始训练");
  await refused(county, "至少 400 件");
});

walks.each("one press is one act: double click, two tabs, a copied tab", async (here) => {
  const page = await here.as();
  const problems = async () => {
    await page.goto(`/places/${here.place}`);
    return tile(page, "问题清单");
  };
  const before = await problems();

  const words = "西边车棚顶上的彩钢瓦被风掀开一大块，下雨天电瓶车全泡在水里。";
  const [tab, copied, other] = [await here.tab(page.context()), await here.tab(page.context()), await here.tab(page.context())];
  for (const each of [tab, copied, other]) {
    await each.goto(`/places/${here.place}/report`);
    await fill(each, { 什么事: words });
  }
  await tamper(copied, "idem", await hidden(tab, "idem"));
  await button(tab, SUBMIT).dblclick();
  await told(tab, "已收到");
  assert.equal(await problems(), before + 1, "a double click is one act");

  await press(copied, SUBMIT);
  await copied.waitForURL("**/follow/**");
  assert.equal((await reported(copied)).number, (await reported(tab)).number, "the same key is the same act");
  assert.equal(await problems(), before + 1);

  // The third tab has a key of its own, and is shown what the first one said.
  await press(other, SUBMIT);
  await refused(other, "请先看看上面相近的事");
  assert.equal(await problems(), before + 1);
  await other.getByLabel("都不是，另外反映").check();
  await button(other, SUBMIT).dblclick();
  await told(other, "已收到");
  assert.equal(await problems(), before + 2, "each key is one act, pressed as often as one likes");
});

walks.each("a page that lay open too long keeps what was typed", async (here) => {
  const page = await here.as();
  const title = "东墙根的排水沟堵了";
  for (const [value, what] of [["v1.forged", "changed"], [null, "missing"]]) {
    await page.goto(`/places/${here.place}/report`);
    const words = `东墙根的排水沟被树叶堵死了，雨水往一楼漫（${what === "changed" ? "第一回" : "第二回"}）。`;
    await fill(page, { 什么事: words, 一句话标题: title });
    await tamper(page, "csrf", value);
    await press(page, SUBMIT);
    await refused(page, "内容都在，请再点一次");
    assert.equal(await field(page, "什么事").inputValue(), words, `a ${what} token loses nothing`);
    assert.equal(await field(page, "一句话标题").inputValue(), title);
  }
  await here.look(page, "listen csrf");
  await send(page);
});

walks.each("a draft outlives a closed tab, without what is private", async (here) => {
  // Without JavaScript nothing is kept on the device; there the form simply works.
  const page = await here.as();
  const { place } = here;
  if (!here.js) {
    await report(page, place, { title: "楼顶的水箱盖子没有盖严", words: "楼顶的水箱盖子一直敞着，鸟粪都落进去了。" });
    return;
  }
  const words = "三楼转角的消防栓玻璃碎了，里面的水带不见了。";
  await page.goto(`/places/${place}/report`);
  await fill(page, { 什么事: words, 一句话标题: "消防栓的水带不见了", 怎么称呼: "居民甲", 联系方式: "3号楼" });
  await page.close();

  const again = await here.tab(page.context());
  await again.goto(`/places/${place}/report`);
  await main(again).getByRole("status").filter({ hasText: "已恢复草稿" }).waitFor();
  assert.equal(await field(again, "什么事").inputValue(), words);
  for (const label of ["怎么称呼", "联系方式"]) assert.equal(await field(again, label).inputValue(), "", `${label} is not kept`);
  await here.look(again, "listen draft");
  await press(again, SUBMIT);
  await told(again, "已收到");

  await again.goto(`/places/${place}/report`);
  assert.equal(await field(again, "什么事").inputValue(), "", "what was sent is no draft any more");
});
