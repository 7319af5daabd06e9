import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { isDualStack } from "./socket-options.ts";

const V6ONLY = [
  { type: "constant", name: "IPPROTO_IPV6", value: 41 },
  { type: "constant", name: "IPV6_V6ONLY", value: 26 },
] as const;

function listening(address: string, family: "AF_INET" | "AF_INET6") {
  const b = new TraceBuilder();
  const program = b.program("server");
  const facts = { family, state: "LISTEN", cause: { by: "kernel" }, local: { address, port: 8888 } } as const;
  const socket = b.socket("server", facts);
  const view = () => {
    b.change(socket, { cause: { by: "kernel" } });
    const found = b.log.latest.sockets.get(socket);
    if (!found) throw new Error("the socket is open");
    return found;
  };
  const setV6Only = (value: number | boolean, works = true) => {
    const call = b.enter(program, "server", "setsockopt", [...V6ONLY, value], 1, socket);
    b.return(call, works ? { ok: true, value: null } : { ok: false, errno: 22, code: "EINVAL" });
  };
  return { b, view, setV6Only };
}

describe("whether a socket takes IPv4 as well", () => {
  it.each([
    ["::", "AF_INET6", true],
    ["2001:db8::2", "AF_INET6", false],
    ["0.0.0.0", "AF_INET", false],
  ] as const)("bound to %s of %s: %s", (address, family, both) => {
    const { b, view } = listening(address, family);
    expect(isDualStack(view(), b.log)).toBe(both);
  });

  it("ends with IPV6_V6ONLY, for the views from then on, unless the call failed", () => {
    const { b, view, setV6Only } = listening("::", "AF_INET6");
    const before = view();
    setV6Only(1, false);
    expect(isDualStack(view(), b.log)).toBe(true);
    setV6Only(true);
    expect(isDualStack(view(), b.log)).toBe(false);
    expect(isDualStack(before, b.log)).toBe(true);
    setV6Only(0);
    expect(isDualStack(view(), b.log)).toBe(true);
  });
});
