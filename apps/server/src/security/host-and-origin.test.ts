import { describe, expect, test } from "vitest";
import { ApiError } from "../errors/api-error.ts";
import { type Addressed, checkAddressed } from "./host-and-origin.ts";

const NAMES = new Set(["lab.school.example"]);

function verdict(request: Partial<Addressed>): string {
  const whole = { method: "POST", isUpgrade: false, host: "localhost:8080", origin: undefined, ...request };
  try {
    checkAddressed(whole, NAMES);
    return "allowed";
  } catch (error) {
    if (error instanceof ApiError) return error.body.code;
    throw error;
  }
}

describe("Host", () => {
  test.each([
    "localhost",
    "LOCALHOST:8080",
    "127.0.0.1:8080",
    "192.168.1.7:3000",
    "[::1]:8080",
    "[fe80::1]",
    "lab.school.example",
  ])("%s is ours", (host) => expect(verdict({ host })).toBe("allowed"));

  test.each([
    "evil.example",
    "localhost.evil.example:8080",
    "127.0.0.1.evil.example",
    "127.0.0.1@evil.example",
    "[::1].evil.example",
    "",
    "a b",
  ])("%j is refused", (host) => expect(verdict({ host })).toBe("host_refused"));

  test("none at all is refused", () => expect(verdict({ host: undefined })).toBe("host_refused"));

  test("an unknown name is refused for reading too", () => {
    expect(verdict({ host: "evil.example", method: "GET" })).toBe("host_refused");
  });
});

describe("Origin", () => {
  test.each([
    ["the page itself", "http://localhost:8080"],
    ["the page behind a proxy that speaks TLS", "https://localhost:8080"],
    ["a page under an allowed name", "https://lab.school.example"],
  ])("of %s may command", (_whose, origin) => expect(verdict({ origin })).toBe("allowed"));

  test.each([
    ["another page", "http://evil.example"],
    ["another port of this machine", "http://localhost:3000"],
    ["a sandboxed frame or a file", "null"],
    ["nobody", ""],
    ["a name that only begins like ours", "http://localhost:8080.evil.example"],
  ])("of %s may not", (_whose, origin) => {
    expect(verdict({ origin })).toBe("origin_refused");
    expect(verdict({ origin, method: "DELETE" })).toBe("origin_refused");
    expect(verdict({ origin, method: "GET", isUpgrade: true })).toBe("origin_refused");
  });

  test("foreign, but only reading: allowed, for the browser keeps the answer from the page", () => {
    expect(verdict({ origin: "http://evil.example", method: "GET" })).toBe("allowed");
  });
});
