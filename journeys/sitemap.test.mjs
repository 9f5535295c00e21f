// 页面清单的检查 — The list of pages is read strictly: a page that drops out of it would be a page nobody looks at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { board, read } from "./lib/sitemap.mjs";

const roles = new Map([["resident", "http://127.0.0.1/"]]);

test("samples are read with what they leave out", () => {
  const list = read([{ path: "/" }, { path: "/my", role: "resident" }, { path: "/none", status: 404 }], roles);
  assert.deepEqual(list, [
    { path: "/", role: null, status: 200 },
    { path: "/my", role: "resident", status: 200 },
    { path: "/none", role: null, status: 404 },
  ]);
});

test("what is no sample is an error", () => {
  for (const list of [
    [],
    {},
    [{ role: "resident" }],
    [{ path: "https://a.example/" }],
    [{ path: "//a.example/" }],
    [{ path: "/", role: "stranger" }],
    [{ path: "/" }, { path: "/" }],
  ]) {
    assert.throws(() => read(list, roles), /sitemap\.json/, JSON.stringify(list));
  }
});

test("the board is the first public page of that name", () => {
  const list = read([{ path: "/dashboard" }, { path: "/board", role: "resident" }, { path: "/p/420115/board?m=1" }], roles);
  assert.equal(board(list).path, "/p/420115/board?m=1");
  assert.throws(() => board(list.slice(0, 2)), /board/);
});
