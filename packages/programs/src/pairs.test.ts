import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folderOf, PAIRS, type Pair } from "./pairs.ts";
import { parametersOf, type SourceLanguage } from "./parameters.ts";
import { sourceDifference } from "./source-difference.ts";
import { stepsOf } from "./steps.ts";

const ROOM = fileURLToPath(new URL("..", import.meta.url));
const SUFFIX = { ts: "ts", python: "py" } as const;
const LANGUAGES = ["ts", "python"] as const;
const ROLES = ["server", "client"] as const;
type Role = (typeof ROLES)[number];

function sourceOf(folder: string, role: Role, language: SourceLanguage): string {
  return readFileSync(`${ROOM}${folder}/${role}.${SUFFIX[language]}`, "utf8");
}

/** Each file of a program once, whichever pairs have it. */
const FILES = PAIRS.flatMap((pair) => ROLES.map((role) => ({ name: folderOf(pair, role), role }))).filter(
  ({ name, role }, at, all) => all.findIndex((each) => each.name === name && each.role === role) === at,
);
const BUGS = PAIRS.flatMap((pair) => (pair.bug ? [{ name: pair.name, bug: pair.bug, pair }] : []));

describe("PAIRS", () => {
  it("has an entry for every file of a program, and no other", () => {
    const files = readdirSync(ROOM, { recursive: true, encoding: "utf8" }).filter((file) =>
      /^[^/]+\/(server|client)\.(ts|py)$/.test(file),
    );
    const expected = FILES.flatMap(({ name, role }) =>
      LANGUAGES.map((language) => `${name}/${role}.${SUFFIX[language]}`),
    );
    expect(files.toSorted()).toEqual(expected.toSorted());
  });

  it("takes a side from another pair only where that pair has it itself", () => {
    for (const { sides } of PAIRS) {
      for (const role of ROLES) {
        const lender = PAIRS.find(({ name }) => name === sides[role]);
        if (sides[role] !== undefined) expect(lender?.sides[role]).toBeUndefined();
        if (sides[role] !== undefined) expect(lender).toBeDefined();
      }
    }
  });

  it("has a title of its own for every pair in both languages", () => {
    for (const language of ["en", "zh"] as const) {
      expect(new Set(PAIRS.map(({ title }) => title[language])).size).toBe(PAIRS.length);
    }
  });

  it.each(PAIRS)("says of $name what its sources do", (pair: Pair) => {
    const steps = stepsOf(sourceOf(folderOf(pair, "client"), "client", "ts"), "ts").map(({ call }) => call);
    expect(pair.interactive).toBe(steps.includes("input"));
    expect(pair.flow).toBe(steps.includes("recvfrom") ? "udp" : "tcp");
    for (const role of ROLES) {
      expect(sourceOf(folderOf(pair, role), role, "ts")).toContain(`host.socket("${pair.family}", `);
      expect(sourceOf(folderOf(pair, role), role, "python")).toContain(
        `socket.socket(socket.${pair.family}, `,
      );
    }
  });
});

describe.each(FILES)("the $role of $name", ({ name, role }) => {
  const steps = LANGUAGES.map((language) => stepsOf(sourceOf(name, role, language), language));

  it("makes the same steps in the same order in both languages", () => {
    const [ts = [], python = []] = steps.map((each) => each.map(({ id }) => id));
    expect(python).toEqual(ts);
    expect(ts).toContain("socket");
  });

  it("makes one call a line, so that a lit line is one call", () => {
    for (const each of steps) expect(new Set(each.map(({ line }) => line)).size).toBe(each.length);
  });

  it("begins with the same parameters in both languages", () => {
    const [ts, python] = LANGUAGES.map((language) => parametersOf(sourceOf(name, role, language), language));
    expect(python).toEqual(ts);
    expect(ts).toContainEqual(expect.objectContaining({ name: "ADDRESS" }));
  });

  it("has the same comments in both languages", () => {
    const comments = (language: SourceLanguage) =>
      [...sourceOf(name, role, language).matchAll(/^ *(?:\/\/|#) (.*)$/gm)].map(([, text = ""]) =>
        text.replace(/^(?:ECONNRESET|ConnectionResetError)\b/, "…"),
      );
    expect(comments("python")).toEqual(comments("ts"));
  });
});

/** Lines that a bug has in place of those of its cure; the others only lack some of these. */
const OWN_LINES: Readonly<Record<string, number>> = { "tcp-hmac-unframed": 4, "tcp-hmac-nonce-reused": 1 };

describe.each(BUGS)("$name", ({ name, bug, pair }) => {
  const other = bug.role === "server" ? "client" : "server";

  it.each(LANGUAGES)("is its cure but for the bug itself, in %s", (language) => {
    expect(folderOf(pair, other)).toBe(bug.cure);
    const cure = sourceOf(bug.cure, bug.role, language);
    const rows = sourceDifference(sourceOf(name, bug.role, language), cure);
    const count = (kind: string) => rows.filter((row) => row.kind === kind).length;
    expect(count("removed")).toBe(OWN_LINES[name] ?? 0);
    expect(count("added")).toBeGreaterThan(0);
    expect(count("added")).toBeLessThanOrEqual(name in OWN_LINES ? cure.split("\n").length / 3 : 5);
  });

  it("has a cure that is a pair without a bug", () => {
    expect(PAIRS.find((each) => each.name === bug.cure)).toMatchObject({ bug: null });
  });
});
