import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PAIRS, type Pair } from "./pairs.ts";
import { parametersOf, type SourceLanguage } from "./parameters.ts";
import { sourceDifference } from "./source-difference.ts";
import { stepsOf } from "./steps.ts";

const ROOM = fileURLToPath(new URL("..", import.meta.url));
const SUFFIX = { ts: "ts", python: "py" } as const;
const LANGUAGES = ["ts", "python"] as const;
const ROLES = ["server", "client"] as const;
type Role = (typeof ROLES)[number];

function pathOf(pair: string, role: Role, language: SourceLanguage): string {
  return `${ROOM}${pair}/${role}.${SUFFIX[language]}`;
}

function sourceOf(pair: string, role: Role, language: SourceLanguage): string {
  return readFileSync(pathOf(pair, role, language), "utf8");
}

const FILES = PAIRS.flatMap(({ name }) => ROLES.map((role) => ({ name, role })));
const BUGS = PAIRS.flatMap(({ name, bug }) => (bug ? [{ name, bug }] : []));

describe("PAIRS", () => {
  it("has an entry for every folder of programs, and no other", () => {
    const folders = readdirSync(ROOM, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(`${ROOM}${entry.name}/server.ts`))
      .map((entry) => entry.name);
    expect(folders.toSorted()).toEqual(PAIRS.map(({ name }) => name).toSorted());
  });

  it("has a title of its own for every pair in both languages", () => {
    for (const language of ["en", "zh"] as const) {
      expect(new Set(PAIRS.map(({ title }) => title[language])).size).toBe(PAIRS.length);
    }
  });

  it.each(PAIRS)("says of $name what its sources do", (pair: Pair) => {
    const steps = stepsOf(sourceOf(pair.name, "client", "ts"), "ts").map(({ call }) => call);
    expect(pair.interactive).toBe(steps.includes("input"));
    expect(pair.flow).toBe(steps.includes("recvfrom") ? "udp" : "tcp");
    for (const role of ROLES) {
      expect(sourceOf(pair.name, role, "ts")).toContain(`host.socket("${pair.family}", `);
      expect(sourceOf(pair.name, role, "python")).toContain(`socket.socket(socket.${pair.family}, `);
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

describe.each(BUGS)("$name", ({ name, bug }) => {
  const other = bug.role === "server" ? "client" : "server";

  it.each(LANGUAGES)("is its cure but for the bug itself, in %s", (language) => {
    expect(sourceOf(name, other, language)).toBe(sourceOf(bug.cure, other, language));
    const rows = sourceDifference(sourceOf(name, bug.role, language), sourceOf(bug.cure, bug.role, language));
    const kinds = rows.filter(({ kind }) => kind !== "same").map(({ kind }) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(kinds.length).toBeLessThanOrEqual(5);
    expect(kinds).not.toContain("removed");
  });

  it("has a cure that is a pair without a bug", () => {
    expect(PAIRS.find((pair) => pair.name === bug.cure)).toMatchObject({ bug: null });
  });
});
