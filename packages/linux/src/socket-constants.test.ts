import { describe, expect, it } from "vitest";
import {
  ADDRESS_FAMILIES,
  flagNames,
  IPPROTO_IPV6,
  IPPROTO_TCP,
  MESSAGE_FLAGS,
  MSG_DONTWAIT,
  MSG_PEEK,
  nameOf,
  optionName,
  SO_REUSEADDR,
  SOL_SOCKET,
  TCP_NODELAY,
} from "./socket-constants.ts";

describe("names of socket constants", () => {
  it("a number has its name, or none", () => {
    expect(nameOf(ADDRESS_FAMILIES, 2)).toBe("AF_INET");
    expect(nameOf(ADDRESS_FAMILIES, 99)).toBeNull();
  });

  it("an option is named by its level as well", () => {
    expect(optionName(SOL_SOCKET, SO_REUSEADDR)).toBe("SO_REUSEADDR");
    expect(optionName(IPPROTO_TCP, TCP_NODELAY)).toBe("TCP_NODELAY");
    expect(optionName(IPPROTO_IPV6, 26)).toBe("IPV6_V6ONLY");
    expect(optionName(IPPROTO_IPV6, 1)).toBeNull();
  });

  it("flags are joined as in C, and unknown bits are kept", () => {
    expect(flagNames(MESSAGE_FLAGS, MSG_PEEK | MSG_DONTWAIT)).toBe("MSG_PEEK|MSG_DONTWAIT");
    expect(flagNames(MESSAGE_FLAGS, MSG_PEEK | 0x8000_0000)).toBe("MSG_PEEK|0x80000000");
    expect(flagNames(MESSAGE_FLAGS, 0)).toBe("0");
  });
});
