import { expect, it } from "vitest";
import { NetworkNamespace, readSysctl, shrinkChildHashTables, writeSysctl } from "./index.ts";
import { describeKernel } from "./testing.ts";

describeKernel("network namespace", () => {
  it("has its own sysctls, and after the body the caller is at home again", () => {
    const home = readSysctl("net.ipv4.ip_default_ttl");
    const namespace = NetworkNamespace.create();
    namespace.run(() => writeSysctl("net.ipv4.ip_default_ttl", 77));
    expect(namespace.run(() => readSysctl("net.ipv4.ip_default_ttl"))).toBe("77");
    expect(readSysctl("net.ipv4.ip_default_ttl")).toBe(home);
    expect(() =>
      namespace.run(() => {
        throw new Error("inside");
      }),
    ).toThrow("inside");
    expect(readSysctl("net.ipv4.ip_default_ttl")).toBe(home);
    namespace.close();
  });

  it("nested bodies return to the namespace around them", () => {
    const [outer, inner] = [NetworkNamespace.create(), NetworkNamespace.create()];
    outer.run(() => writeSysctl("net.ipv4.ip_default_ttl", 71));
    inner.run(() => writeSysctl("net.ipv4.ip_default_ttl", 72));
    const seen = outer.run(() => [
      inner.run(() => readSysctl("net.ipv4.ip_default_ttl")),
      readSysctl("net.ipv4.ip_default_ttl"),
    ]);
    expect(seen).toEqual(["72", "71"]);
    outer.close();
    inner.close();
  });

  it("refuses a body that returns a promise, by its type and when it runs", () => {
    const namespace = NetworkNamespace.create();
    // @ts-expect-error the compiler refuses an asynchronous body
    expect(() => namespace.run(async () => 1)).toThrow(TypeError);
    namespace.close();
  });

  it("a refused sysctl names itself and the value", () => {
    const namespace = NetworkNamespace.create();
    expect(() => namespace.run(() => writeSysctl("net.ipv4.ip_default_ttl", "many"))).toThrow(
      expect.objectContaining({ sysctl: "net.ipv4.ip_default_ttl", value: "many", code: "EINVAL" }),
    );
    expect(() => readSysctl("net.ipv4.no_such_thing")).toThrow(expect.objectContaining({ code: "ENOENT" }));
    expect(() => readSysctl("net.../../kernel")).toThrow(expect.objectContaining({ code: "ENOENT" }));
    namespace.close();
  });
});

describeKernel("hash tables of new namespaces", () => {
  it("are small once asked for, in a process with a namespace of its own", () => {
    const set = shrinkChildHashTables();
    expect(set).toContain("net.ipv4.tcp_child_ehash_entries");
    const namespace = NetworkNamespace.create();
    expect(namespace.run(() => readSysctl("net.ipv4.tcp_ehash_entries"))).toBe("64");
    namespace.close();
  });
});
