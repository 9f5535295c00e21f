// 归类建议 — A county has sorted four hundred matters by hand; a model learns from them, is put to use when told, and a worker's correction changes what is suggested next.

import assert from "node:assert/strict";
import { HOME, begin, main, open, pick, press, report, told } from "./lib/walk.mjs";

const walks = await begin();
const COUNTY = HOME.place.slice(0, 6);

/** What is said of each kind, in invented words. */
const KINDS = {
  城乡建设: ["电梯困人", "楼道灯不亮", "下水道堵了", "外墙掉瓷砖", "小区停水", "路面塌了一块"],
  环境保护: ["油烟直排", "半夜施工", "河水发黑", "垃圾焚烧冒烟", "音响扰民", "污水横流"],
  交通运输: ["公交车不来", "出租车拒载", "红灯太短", "站牌倒了", "客车超员", "停车堵门"],
  教育文体: ["补课收费", "校门口太挤", "操场坑洼", "学位不够", "图书馆不开", "老师打骂"],
  商贸旅游: ["秤不准", "买到假货", "饭店宰客", "退款不给", "导游强买", "市场没摊位"],
};
const WHERE = ["一号楼", "二号楼", "东门", "西门", "广场", "物业楼", "幼儿园旁", "菜场边", "桥头"];
const TAIL = ["请来看看", "已经三天了", "老人不方便", "反映过没人管", "什么时候能修"];
const EACH = 82;

/** Sorted as a worker of the community would have in a year: through the program's own interface. */
async function sort() {
  const { url } = walks.gongdi;
  const { cookies } = await walks.state("worker");
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  let acts = 0;
  const post = async (path, body) => {
    acts += 1;
    const headers = { "content-type": "application/json", "idempotency-key": `sorting-${acts}`, cookie };
    const answer = await fetch(`${url}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    const text = await answer.text();
    assert.equal(answer.status, 200, `${path}: ${text}`);
    return JSON.parse(text);
  };
  for (const [kind, problems] of Object.entries(KINDS)) {
    for (let n = 0; n < EACH; n += 1) {
      const [problem, where] = [problems[n % 6], WHERE[Math.floor(n / 6) % 9]];
      const words = `${where}那里${problem}，${TAIL[n % 5]}，第${n}次说。`;
      const said = { title: `${where}${problem}`, words, place: HOME.community, anyway: "on" };
      const { data } = await post(`/places/${HOME.community}/report`, said);
      await post(`/${COUNTY}/matters/${data.number}/label`, { label: kind });
    }
  }
}

let sorted;

/** The first kind suggested on a page. */
const first = (page) => main(page).locator("section.note ol > li b").first().innerText();

/** Learns a model from what was sorted; its figures are shown beside those of the one in use. */
async function learn(county) {
  await county.goto(`/${COUNTY}/triage`);
  await open(county, "用本县的事训练");
  await press(county, "开始训练");
  await told(county, "学好了，放在旁边");
}

/** Puts the model learned last in use; learned from the same matters it is the same, and is in use already. */
async function adopt(county) {
  const newest = await main(county).getByRole("heading", { name: /^m-/ }).first().innerText();
  if (newest.includes("在用")) return;
  await open(county, "换用");
  await pick(county, "用哪一个", new RegExp(newest));
  await press(county, "换用");
  await told(county, "已换用");
  await main(county).getByText(`现在按模型 ${newest}`).waitFor();
}

/** Accepts the matter whose form is open, as one of this kind. */
async function accept(worker, kind) {
  await pick(worker, "问题归类", new RegExp(kind));
  await pick(worker, "哪一类", "小事：看贴心");
  await pick(worker, "谁负责", HOME.office);
  await press(worker, "受理");
  await told(worker, "已受理");
}

/** One more matter about the same thing. */
const another = (visitor, thing) =>
  report(visitor, HOME.place, { title: `${thing}又来了`, words: `${thing}在头顶，还是${thing}一整天。` });

walks.each("a model is learned, looked at, put to use, corrected and learned anew", async (here) => {
  sorted ??= sort();
  await sorted;
  // A thing nobody knows yet, in words of its own in each circumstance.
  const thing = here.own(["无人机嗡嗡", "霓虹屏闪闪", "气球飘飘", "喷雾炮轰轰"]);

  const county = await here.as("county");
  await learn(county);
  await main(county).getByText("常认错的").or(main(county).getByRole("table")).first().waitFor();
  await here.look(county, "triage figures");
  await adopt(county);

  // Three suggestions with reasons; the worker knows better and says so.
  const visitor = await here.as();
  const words = `${thing}在头顶，${thing}一整天，东门音响扰民那样吵。`;
  const one = await report(visitor, HOME.place, { title: `${thing}不停`, words });
  const worker = await here.as("worker");
  await worker.goto(one.matter);
  await open(worker, "受理");
  await main(worker).getByText("按本县受理过的事学来").waitFor();
  assert.equal(await main(worker).locator("section.note ol > li").count(), 3);
  await main(worker).getByText(/因为说到：/).first().waitFor();
  const before = await first(worker);
  const better = before.includes("商贸旅游") ? "教育文体" : "商贸旅游";
  await here.look(worker, "triage suggestions by model");
  await accept(worker, better);

  // The next of its like is suggested as the worker said, and who answered then.
  const two = await another(visitor, thing);
  await worker.goto(two.matter);
  await open(worker, "受理");
  assert.match(await first(worker), new RegExp(better));
  await main(worker).getByText(`${HOME.office} `).first().waitFor();

  // The like of it two times more, and it can be learned anew: what three matters share, a model keeps.
  for (const said of [two, await another(visitor, thing)]) {
    await worker.goto(said.matter);
    await open(worker, "受理");
    await accept(worker, better);
  }
  await learn(county);
  await adopt(county);
  const last = await another(visitor, thing);
  await worker.goto(last.matter);
  await open(worker, "受理");
  assert.match(await first(worker), new RegExp(better));
});
