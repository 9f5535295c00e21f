// 效果共评 — Whoever spoke says whether it is solved, and nobody can prevent it.

import assert from "node:assert/strict";
import { HOME, begin, choose, day, fact, fill, main, open, press, refused, report, told } from "./lib/walk.mjs";

const walks = await begin();

/** The worker answers: what was done, by whom, when. */
async function answer(page, matter, reply) {
  await page.goto(matter);
  await open(page, "当场答复");
  await fill(page, { 答复: reply });
  await press(page, "答复");
  await told(page, "已答复，现在等居民评价");
}

/** Today as people write it. */
const spoken = () => {
  const [, month, date] = day(0).split("-").map(Number);
  return `${month}月${date}日`;
};

walks.each("not solved: the matter is open again at once, and is solved later", async (here) => {
  const [title, words, done] = here.own([
    ["单元门锁不上", "2单元的门锁坏了，单元门关不上，夜里谁都能进。", "上门更换了2单元的门锁，单元门能关上了"],
    ["井盖边上有个坑", "南门井盖边上有个坑，单车一过就摔。", "清理了南门井盖边上的坑，用水泥填平"],
    ["健身器材松动", "健身器材的螺丝松动，一踩就晃。", "维修了健身器材，螺丝都拧紧，踩上去不晃了"],
    ["下水道返臭", "一楼下水道返臭，厨房里一股味。", "上门疏通了一楼下水道，更换了防臭的弯头"],
  ]);
  const person = await here.as();
  const { follow, matter } = await report(person, HOME.place, { title, words });
  const worker = await here.as("worker");

  // A reply that says nothing is pointed out before it goes.
  await worker.goto(matter);
  await open(worker, "当场答复");
  await fill(worker, { 答复: "您好，您反映的问题已收悉，感谢您的关心和支持。" });
  await press(worker, "答复");
  await refused(worker, "请先看上面的提醒");
  await here.look(worker, "evaluate answer");
  await answer(worker, matter, `${spoken()}，社区请师傅${done}。明天我们再去看一次。`);

  // The private page asks; the person says no.
  await person.goto(follow);
  await main(person).getByRole("heading", { name: "现在请您说一句" }).waitFor();
  await here.look(person, "evaluate follow");
  await main(person).getByRole("link", { name: "去评价：解决了没有" }).click();
  await press(person, "就这样说");
  await refused(person, "这里要填");
  await choose(person, "没办好");
  await fill(person, { 想说的话: "修了半天，当晚又坏了。" });
  await here.look(person, "evaluate verdict");
  await press(person, "就这样说");
  await told(person, "您的话已经记下");

  // It is open again for everybody, on every page, and the worker cannot say otherwise.
  for (const page of [person, worker]) {
    await page.goto(matter);
    await main(page).getByText("办理中").first().waitFor();
    await main(page).getByText("有人说没办好，已重新办理").waitFor();
    assert.equal(await fact(page, "说没办好"), "1 人");
  }
  await here.look(worker, "evaluate reopened");
  assert.equal(await main(worker).getByText("代填反映人的话").count(), 0, "who handled it does not say it is solved");

  // A second go, and this time it is.
  await answer(worker, matter, `${spoken()}晚上，社区换了一位师傅，重新${done}，当着居民的面试了三次。`);
  await person.goto(follow);
  await open(person, "去评价：解决了没有");
  await choose(person, "办好了");
  await press(person, "就这样说");
  await told(person, "您的话已经记下");
  await main(person).getByText("居民说解决了").first().waitFor();
  await here.look(person, "evaluate solved");

  // And still the last word is theirs: it broke again.
  await person.goto(follow);
  await open(person, "还没有解决");
  await choose(person, "办了一部分");
  await press(person, "请重新办");
  await told(person, "已经重新办理");
  await main(person).getByText("办理中").first().waitFor();
});

walks.each("the numbers say who spoke, and lead to what is behind them", async (here) => {
  const [title, words] = here.own([
    ["公告栏玻璃裂了", "公告栏的玻璃裂了，通知被雨淋得看不清。"],
    ["凉亭漏雨", "凉亭顶上漏雨，下棋的老人没处坐。"],
    ["台阶缺了一块", "东边台阶缺了一块砖，踩空过好几个人。"],
    ["晾衣绳断了", "晾衣绳断了两根，被子没处晒。"],
  ]);
  const person = await here.as();
  const rates = `/places/${HOME.place}/rates`;
  const solved = async () => {
    await person.goto(rates);
    return Number(/\d+/.exec(await main(person).getByRole("link", { name: /^\d+\s*说办好了$/ }).innerText())[0]);
  };
  const before = await solved();
  const { follow, matter } = await report(person, HOME.place, { title, words });
  await answer(await here.as("worker"), matter, `${spoken()}上午，社区的维修工把“${title}”这件事修好了：${words.slice(0, 6)}已经换成新的，${day(7)}再看一次。`);
  await person.goto(`${follow}/verdict`);
  await choose(person, "办好了");
  await press(person, "就这样说");
  await told(person, "您的话已经记下");
  assert.equal(await solved(), before + 1);
  await here.look(person, "evaluate rates");
  await open(person, /^\d+\s*说办好了$/);
  await main(person).getByRole("link", { name: title }).waitFor();
  await here.look(person, "evaluate list");
});
