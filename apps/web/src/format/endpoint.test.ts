import { describe, expect, it } from "vitest";
import { endpointText, isWildcard } from "./endpoint.ts";

describe("one end of a socket", () => {
  it.each([
    ["AF_INET", "10.0.0.2", 8888, "10.0.0.2:8888"],
    ["AF_INET", "0.0.0.0", 8888, "*:8888"],
    ["AF_INET", "0.0.0.0", 0, "*:*"],
    ["AF_INET6", "2001:db8::2", 8888, "[2001:db8::2]:8888"],
    ["AF_INET6", "::", 8888, "[::]:8888"],
    ["AF_INET6", "::ffff:10.0.0.1", 40022, "[::ffff:10.0.0.1]:40022"],
    ["AF_UNIX", "/run/echo.sock", 0, "/run/echo.sock"],
    ["AF_UNIX", "\0echo", 0, "@echo"],
    ["AF_UNIX", "", 0, ""],
  ] as const)("%s %j port %i is written %s", (family, address, port, text) => {
    expect(endpointText({ address, port }, family)).toBe(text);
  });

  it("is nobody's only where neither address nor port is set", () => {
    expect(isWildcard({ address: "::", port: 0 }, "AF_INET6")).toBe(true);
    expect(isWildcard({ address: "::", port: 8888 }, "AF_INET6")).toBe(false);
    expect(isWildcard({ address: "", port: 0 }, "AF_UNIX")).toBe(true);
    expect(isWildcard({ address: "/a", port: 0 }, "AF_UNIX")).toBe(false);
  });
});
