import { readFileSync } from "node:fs";
import { ERRORS, ErrorBody } from "@wirestage/protocol";
import { describe, expect, test } from "vitest";
import { ApiError } from "./api-error.ts";
import { errorOf } from "./error-of.ts";

const CODES = ErrorBody.shape.code.options;
const DOCUMENT = readFileSync(new URL("../../../../docs/errors.md", import.meta.url), "utf8");
/** `| `code` | status | close code | meaning |` */
const ROWS = [...DOCUMENT.matchAll(/^\| `([a-z_]+)` +\| (\d+) +\| (\d+) +\| (.+?) +\|$/gm)].map(
  ([, code, status, close, meaning]) => ({ code, status: Number(status), close: Number(close), meaning }),
);

describe("docs/errors.md", () => {
  test("has every code once, and none that does not exist", () => {
    expect(ROWS.map(({ code }) => code).sort()).toEqual([...CODES].sort());
  });

  test.each(CODES)("%s: its status and close code are those of the protocol", (code) => {
    const row = ROWS.find((each) => each.code === code);
    expect(row).toMatchObject({ status: ERRORS[code], close: 4000 + ERRORS[code] });
  });
});

describe("sentences", () => {
  test.each(CODES)("%s: whole sentences, no fact left out", (code) => {
    const facts = {
      why: "w",
      origin: "o",
      host: "h",
      path: "/p",
      frame: 1,
      program: 1,
      from: 2,
      next: 1,
      limit: 3,
      seconds: 4,
      language: "l",
      name: "n",
      length: 5,
      least: 14,
      most: 1514,
      offset: 6,
      problem: "p",
      to: 7,
      rule: "r",
    };
    const { message } = new ApiError(code, facts).body;
    expect(message).toMatch(/^[A-Z`].*\.$/s);
    expect(message).not.toContain("undefined");
  });
});

describe("what was thrown", () => {
  test("an error of ours stays what it is", () => {
    const error = new ApiError("lab_full");
    expect(errorOf(error, 1)).toBe(error);
  });

  test.each([new TypeError("x is not a function"), "text", null, { statusCode: 500 }])(
    "%s is a mistake of the server, of which the client learns nothing",
    (thrown) => expect(errorOf(thrown, 1)).toBeNull(),
  );

  test("a client's mistake that Fastify found keeps its reason", () => {
    const thrown = Object.assign(new Error("odd header"), { statusCode: 415 });
    expect(errorOf(thrown, 1)?.body).toMatchObject({ code: "bad_request", facts: { why: "odd header" } });
  });
});
