// 无障碍 — Runs axe on a page: nothing that hinders people seriously may be found (WCAG 2.2 AA and axe's best practice).

import assert from "node:assert/strict";
import axe from "axe-core";

/** What stops a person; lesser findings are for reading, not for failing. */
const HINDERS = new Set(["serious", "critical"]);

/**
 * The serious and critical violations of a page, one line each: rule, help, and where.
 *
 * The source goes in over the debugging protocol, so the page's own content security policy stays as strict as it is.
 */
export async function violations(page) {
  const session = await page.context().newCDPSession(page);
  try {
    await evaluate(session, `typeof axe === "undefined" && (() => { ${axe.source} })()`);
    const found = await evaluate(session, `axe.run(document, ${OPTIONS}).then((report) => report.violations)`);
    return found
      .filter(({ impact }) => HINDERS.has(impact))
      .map(({ id, impact, help, nodes }) => `axe ${impact} ${id}: ${help}\n${nodes.slice(0, 4).map(where).join("\n")}`);
  } finally {
    await session.detach();
  }
}

/** Fails if axe finds something serious or critical on the page. */
export async function assertAccessible(page) {
  const found = await violations(page);
  assert.deepEqual(found, [], `${page.url()}\n${found.join("\n")}`);
}

// Targets of at least 24 px are WCAG 2.2 AA, which axe leaves off unless asked.
const OPTIONS = JSON.stringify({
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true } },
});

function where({ target, failureSummary }) {
  const summary = (failureSummary ?? "").replace(/\s+/g, " ").slice(0, 200);
  return `    ${target.flat().join(" ")} — ${summary}`;
}

async function evaluate(session, expression) {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) {
    throw new Error(`axe: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
  }
  return result.value;
}
