import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { ERRNO, errnoName, failure, SyscallError } from "./errno.ts";

describe("errno", () => {
  it("the table agrees with every errno that Node knows on Linux", () => {
    const aliases = new Set(["EWOULDBLOCK", "ENOTSUP"]);
    const known = Object.entries(constants.errno).filter(([name]) => !aliases.has(name));
    expect(known.length).toBeGreaterThan(70);
    for (const [name, errno] of known) expect([name, errnoName(errno)]).toEqual([name, name]);
  });

  it("every number has one name, and a number without one keeps its number", () => {
    expect(new Set(Object.values(ERRNO)).size).toBe(Object.keys(ERRNO).length);
    expect(errnoName(133)).toBe("EHWPOISON");
    expect(errnoName(524)).toBe("errno 524");
  });

  it("a failed result names its errno, and is one object however often it is asked for", () => {
    expect(failure(11)).toEqual({ ok: false, errno: 11, code: "EAGAIN" });
    expect(failure(11)).toBe(failure(11));
  });

  it("an exception says which call failed, why, and what was being done", () => {
    const error = new SyscallError("unshare", ERRNO.EPERM, "making a network namespace");
    expect(error.message).toBe(
      "unshare failed while making a network namespace: EPERM (Operation not permitted).",
    );
    expect(error).toMatchObject({ call: "unshare", errno: 1, code: "EPERM" });
  });
});
