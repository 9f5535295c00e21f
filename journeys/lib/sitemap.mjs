// 页面清单 — The pages the program names for being looked at: every kind of page once, filled, with who may see it.
//
// `GET /sitemap.json` answers `[{ "path": "/…", "role": "…" | null, "status": 200 }]`. Without a role it is for
// anybody; a status other than 200 is for pages that say no (left out it is 200).

/** The samples, checked: a path of our own, a role there is, no path twice for one role. */
export async function samples(gongdi) {
  const answer = await fetch(`${gongdi.url}/sitemap.json`);
  if (!answer.ok) throw new Error(`GET /sitemap.json answers ${answer.status}\n${gongdi.log()}`);
  return read(await answer.json(), gongdi.roles);
}

/** Reads the list; anything in it that is not a sample is an error that names it. */
export function read(list, roles) {
  if (!Array.isArray(list) || list.length === 0) throw new Error("/sitemap.json lists no pages");
  const seen = new Set();
  return list.map((entry) => {
    const { path, role = null, status = 200 } = entry;
    const wrong = (why) => new Error(`/sitemap.json: ${why}: ${JSON.stringify(entry)}`);
    if (typeof path !== "string" || !/^\/(?!\/)/.test(path)) throw wrong("not a path of our own");
    if (role !== null && !roles.has(role)) throw wrong(`no such role among ${[...roles.keys()].join(", ")}`);
    const key = `${role ?? ""} ${path}`;
    if (seen.has(key)) throw wrong("listed twice");
    seen.add(key);
    return { path, role, status };
  });
}

/** The public board among the samples: the first page anybody may see that has `board` in its path. */
export function board(list) {
  const found = list.find(({ path, role, status }) => role === null && status === 200 && /\/board(?=[/?]|$)/.test(path));
  if (!found) throw new Error("/sitemap.json lists no public page with `board` in its path");
  return found;
}
