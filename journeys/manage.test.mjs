// 建设共管 — Neighbours sign up for a turn and may step back; a covenant is looked over before it is voted on.

import assert from "node:assert/strict";
import { HOME, begin, day, field, fill, main, mark, open, pick, press, printed, refused, report, told } from "./lib/walk.mjs";

const walks = await begin();

/** The button that signs up with one's own alias, beside the one for “a neighbour”. */
const ALIAS = /^以“(?!一位邻居).+”报名/;

walks.each("a rota is planned, signed up for, and stepped back from", async (here) => {
  const [title, words, duty] = here.own([
    ["楼道灯没有人看", "楼道的灯坏了总要过很久才有人知道。", "楼道灯轮看"],
    ["垃圾房门口常常很乱", "垃圾房门口早上常有袋子堆在外面。", "垃圾房轮看"],
    ["放学路口车多", "放学时候院门口车多，孩子乱跑。", "放学护行"],
    ["花草夏天没有人浇水", "花坛的花草到了夏天没有人浇水。", "花草浇水"],
  ]);
  const visitor = await here.as();
  const { matter } = await report(visitor, HOME.place, { title, words });
  const worker = await here.as("worker");
  await worker.goto(matter);
  await open(worker, "提交大家商议");
  await fill(worker, { 为什么要大家商议: "大家轮着来，谁也不累。" });
  await press(worker, "提交商议");
  await told(worker, "已提交大家商议");

  await worker.goto(matter);
  await open(worker, "排轮值");
  await fill(worker, { 轮值名称: duty, 来的人做什么: "看一圈，有事提醒一声。", 第一班在哪天: day(1), 几点开始: "19:00", 几点结束: "19:00" });
  await pick(worker, "隔多久一班", "每周一班");
  await field(worker, "一共几班").fill("3");
  await field(worker, "每班几个人").fill("1");
  await press(worker, "排好");
  await refused(worker, "开始和结束不能是同一个时间");
  await fill(worker, { 几点结束: "20:00" });
  await press(worker, "排好");
  await told(worker, "轮值已排好");
  const rota = new URL(worker.url()).pathname;

  // A resident signs up for the first turn; the double click takes it once.
  const resident = await here.as("resident");
  await resident.goto(rota);
  await here.look(resident, "manage rota");
  const stays = await mark(resident);
  const signUp = main(resident).getByRole("button", { name: ALIAS });
  assert.equal(await signUp.count(), 3);
  const alias = /“(.+)”/.exec(await signUp.first().innerText())[1];
  await signUp.first().dblclick();
  await told(resident, "报上名了");
  if (here.js) assert.equal(await stays(), true, "the page was not loaded again");
  assert.equal(await main(resident).getByText("人已齐").count(), 1);
  assert.equal(await main(resident).getByText(alias, { exact: true }).count(), 1);
  await here.look(resident, "manage signed up");

  // Others see it, also on the sheet for the stairwell, and cannot take the place that is taken.
  await visitor.goto(rota);
  await main(visitor).getByText("人已齐").waitFor();
  await open(visitor, "轮值表");
  await main(visitor).getByText(alias).first().waitFor();
  assert.equal(await printed(visitor), 1, "the sheet is one page");
  const convener = await here.as("convener");
  await convener.goto(rota);
  assert.equal(await main(convener).getByRole("button", { name: ALIAS }).count(), 2);

  // Stepping back asks for no reason; then somebody comes who is shown as a neighbour.
  await main(resident).getByRole("button", { name: /^退出这一班/ }).click();
  await told(resident, "已退出，没关系");
  if (here.js) assert.equal(await stays(), true, "the page was not loaded again");
  assert.equal(await main(resident).getByText("人已齐").count(), 0);
  await convener.reload();
  await main(convener).getByRole("button", { name: /^以“一位邻居”报名/ }).first().click();
  await told(convener, "报上名了");
  await visitor.goto(rota);
  await main(visitor).getByText("一位邻居", { exact: true }).waitFor();
  await visitor.goto(matter);
  await main(visitor).getByRole("link", { name: duty }).waitFor();
});

walks.each("a draft covenant is looked over, and a fine is flagged", async (here) => {
  const page = await here.as();
  await page.goto(`/places/${HOME.place}`);
  await open(page, "居民公约");
  await open(page, "公约草案体检");
  const draft = "车停在划线里，不占消防通道。\n从楼上扔东西的，罚款五百元。\n养狗的出门牵绳，随手收拾。";
  await fill(page, { 草案: draft });
  await press(page, "体检");
  await main(page).getByRole("heading", { name: /^第 2 条 罚款/ }).waitFor();
  await main(page).getByText("罚款只有法律授权的机关才能作出").waitFor();
  assert.equal(await main(page).getByRole("heading", { level: 3 }).count(), 1, "the other lines are fine");
  assert.equal((await field(page, "草案").inputValue()).trim(), draft, "the draft stays to be corrected");
  await here.look(page, "manage check");
  await fill(page, { 草案: draft.replace("罚款五百元", "请他上门向楼下道歉，帮着打扫") });
  await press(page, "体检");
  await main(page).getByText("看了 3 条，没有发现明显问题").waitFor();

  await page.goto(`/places/${HOME.place}/committees`);
  await here.look(page, "manage committees");
});
