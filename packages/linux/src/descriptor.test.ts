import { openSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { close, closeAsync } from "./descriptor.ts";

describe("closeAsync", () => {
  it("closes more descriptors at the same time than there may be calls under way", async () => {
    const descriptors = Array.from({ length: 600 }, () => openSync("/dev/null", "r"));
    const results = await Promise.all(descriptors.map(closeAsync));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(descriptors.map(close)).toEqual(Array(600).fill({ ok: false, errno: 9, code: "EBADF" }));
  });
});
