// 程序 — Starts the program as a neighbourhood does, on a free port with data of its own, and stops it again.
//
// GONGDI_BIN is the program (cargo xtask test sets it). It prints `listening on http://127.0.0.1:PORT` and one line
// `role <role> <url>` per role, whose URL signs that role in.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Programs still running, so that none outlives the tests however they end. */
const running = new Set();
/** Folders made for programs, which outlive a program that was killed so that another can go on with them. */
const made = new Set();
process.on("exit", () => {
  for (const program of running) program.abandon();
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

/**
 * Starts the demo neighbourhoods and waits until they are served.
 *
 * `data`: a folder from an earlier start, to go on with what was done there; without it a new one that `stop` removes.
 * Answers `{ url, roles, data, stop, kill, log }`; `roles` maps each role to its sign-in link.
 */
export async function start({ data, seconds = 60 } = {}) {
  const binary = process.env.GONGDI_BIN;
  if (!binary) throw new Error("GONGDI_BIN is not set: run `cargo xtask test --only journeys`");
  const program = new Program(binary, data);
  running.add(program);
  try {
    await program.listening(seconds);
  } catch (error) {
    await program.kill();
    program.forget();
    throw error;
  }
  return program;
}

class Program {
  #child;
  #ended;
  #owns;
  #said = "";
  roles = new Map();
  url;

  constructor(binary, data) {
    this.#owns = data === undefined;
    this.data = data ?? mkdtempSync(join(tmpdir(), "gongdi-journey-"));
    if (this.#owns) made.add(this.data);
    const fresh = this.#owns ? ["--fresh"] : [];
    this.#child = spawn(binary, ["demo", ...fresh, "--port", "0", "--data", this.data], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        this.#said += `\n${error.message}`;
        resolve("could not be run");
      });
      this.#child.once("close", (code, signal) => resolve(`ended with ${signal ?? code}`));
    });
  }

  /** Everything the program printed so far, for messages of failed tests. */
  log() {
    return this.#said;
  }

  /** Waits for the line with the address; roles come before or right after it. */
  async listening(seconds) {
    let timer;
    const address = new Promise((resolve) => {
      const read = (chunk) => {
        this.#said += chunk;
        this.#readRoles();
        const found = /^.*listening on (http:\/\/127\.0\.0\.1:\d+)/m.exec(this.#said);
        if (found) resolve(found[1]);
      };
      this.#child.stdout.setEncoding("utf8").on("data", read);
      this.#child.stderr.setEncoding("utf8").on("data", read);
    });
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(undefined), seconds * 1000);
    });
    const ended = this.#ended.then((how) => ({ how }));
    const first = await Promise.race([address, ended, late]);
    clearTimeout(timer);
    if (typeof first === "string") {
      this.url = first;
      await this.#answers();
      return;
    }
    const why = first ? `it ${first.how}` : `it did not listen within ${seconds} s`;
    throw new Error(`gongdi did not start: ${why}\n${this.#said}`);
  }

  #readRoles() {
    for (const [, role, url] of this.#said.matchAll(/^\s*role (\S+) (https?:\/\/\S+)\s*$/gm)) this.roles.set(role, url);
  }

  /** The first answered request also proves that the lines before it have been read. */
  async #answers() {
    const answer = await fetch(`${this.url}/`, { redirect: "manual" });
    await answer.arrayBuffer();
    if (answer.status >= 500) throw new Error(`the first page answers ${answer.status}\n${this.#said}`);
  }

  /** The sign-in link of a role; an unknown one fails with the names there are. */
  link(role) {
    const url = this.roles.get(role);
    if (!url) throw new Error(`no role "${role}" among: ${[...this.roles.keys()].join(", ")}`);
    return url;
  }

  /** Ends the program as an operator does, and removes its data if they were made for it. */
  async stop() {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 10_000);
    const how = await this.#ended;
    clearTimeout(timer);
    this.forget();
    return how;
  }

  /** Ends the program as a power cut does; its data stay for another start. */
  async kill() {
    this.#child.kill("SIGKILL");
    running.delete(this);
    return this.#ended;
  }

  forget() {
    running.delete(this);
    if (this.#owns) rmSync(this.data, { recursive: true, force: true });
  }

  /** For the end of the process, where nothing can be awaited. */
  abandon() {
    this.#child.kill("SIGKILL");
  }
}
