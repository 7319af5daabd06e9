import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cruise } from "./arrows.mjs";

/**
 * One file for each kind of forbidden arrow, and the rule that has to see it. Module name → [rule, text].
 * @type {Readonly<Record<string, readonly [rule: string, text: string]>>}
 */
const violations = {
  "packages/wire/src/stranger.ts": [
    "arrows-of-wire",
    'import type { Entry } from "../../trace/src/index.ts";\nexport type Stranger = Entry;\n',
  ],
  "packages/trace/src/deep.ts": ["front-door-of-wire", 'export { inner } from "../../wire/src/inner.ts";\n'],
  "apps/server/src/foreign.ts": [
    "one-door-to-koffi",
    'import koffi from "koffi";\nkoffi.load("libc.so.6");\n',
  ],
  "packages/pcapng/src/platform.ts": [
    "portable",
    'import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n',
  ],
  "apps/lab/src/first.ts": ["no-circle", 'import "./second.ts";\nexport const first = 1;\n'],
  "packages/protocol/src/nowhere.ts": ["resolvable", 'import "./not-there.ts";\n'],
};

const innocent = {
  "packages/wire/src/index.ts": 'export { inner } from "./inner.ts";\n',
  "packages/wire/src/inner.ts": "export const inner = 1;\n",
  "packages/trace/src/index.ts":
    'import { inner } from "../../wire/src/index.ts";\nexport type Entry = typeof inner;\n',
  "apps/lab/src/second.ts": 'import "./first.ts";\n',
};

/**
 * Proves that the arrows gate can fail: in a throw-away tree with one violation of each kind, each must be
 * reported, and nothing else.
 * @returns {Promise<import("./checks.mjs").Outcome>}
 */
export async function plantedArrows() {
  const tree = mkdtempSync(join(tmpdir(), "wirestage-planted-"));
  try {
    for (const [path, text] of Object.entries(innocent)) plant(tree, path, text);
    for (const [path, [, text]] of Object.entries(violations)) plant(tree, path, text);
    const { found, trouble } = await cruise(tree, ["packages", "apps"]);
    if (trouble !== undefined) return { ok: false, output: trouble };
    return compare(found);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** @param {readonly { rule: string, from: string }[]} reported */
function compare(reported) {
  const missed = Object.entries(violations).filter(
    ([path, [rule]]) => !reported.some((arrow) => arrow.rule === rule && arrow.from === path),
  );
  // A planted file may offend in more than one way; an innocent one must not offend at all, except that a
  // circle is reported from both its ends.
  const surplus = reported.filter(({ rule, from }) => !(from in violations) && rule !== "no-circle");
  return {
    ok: missed.length === 0 && surplus.length === 0,
    output: [
      ...missed.map(([path, [rule]]) => `planted, but not reported: ${rule}: ${path}`),
      ...surplus.map(({ rule, from }) => `reported, but not planted: ${rule}: ${from}`),
    ].join("\n"),
  };
}

/**
 * @param {string} tree
 * @param {string} path
 * @param {string} text
 */
function plant(tree, path, text) {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
}
