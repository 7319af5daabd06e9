import { describe, expect, test } from "vitest";
import { diagnose, type StartFailure } from "./kernel-diagnosis.ts";
import type { KernelProbe } from "./kernel-probe.ts";

function probe(
  facts: { platform?: string; sysctls?: Record<string, number>; tun?: string } = {},
): KernelProbe {
  return {
    platform: facts.platform ?? "linux",
    sysctl: (name) => facts.sysctls?.[name] ?? null,
    openTun: () => facts.tun ?? null,
  };
}

function ended(stderr: string): StartFailure {
  return { kind: "ended", exitCode: 1, stderr };
}

const FORBIDDEN = ended("unshare: unshare failed: Operation not permitted\n");
const ENDED = ended("");

describe("a lab process that did not start", () => {
  test("on another system: says that it takes Linux, whatever else failed", () => {
    const failure: StartFailure = { kind: "not-spawned", program: "unshare", error: "ENOENT" };
    const why = diagnose(failure, probe({ platform: "darwin" }));
    expect(why.code).toBe("not_linux");
    expect(why.message).toContain("darwin");
  });

  test("without the program unshare: names the package that has it", () => {
    const why = diagnose({ kind: "not-spawned", program: "unshare", error: "ENOENT" }, probe());
    expect(why.code).toBe("unshare_missing");
    expect(why.message).toContain("util-linux");
  });

  test.each([
    ["kernel.unprivileged_userns_clone", 0, "kernel.unprivileged_userns_clone=1"],
    ["user.max_user_namespaces", 0, "user.max_user_namespaces=15000"],
    ["user.max_net_namespaces", 0, "user.max_net_namespaces=15000"],
    ["kernel.apparmor_restrict_unprivileged_userns", 1, "kernel.apparmor_restrict_unprivileged_userns=0"],
  ])("where %s is %i: says how to set it", (sysctl, value, cure) => {
    const why = diagnose(FORBIDDEN, probe({ sysctls: { [sysctl]: value } }));
    expect(why.code).toBe("no_user_namespaces");
    expect(why.message).toContain(`sudo sysctl -w ${cure}`);
  });

  test("where user namespaces are forbidden and no setting says why: speaks of containers and repeats unshare", () => {
    const why = diagnose(FORBIDDEN, probe({ sysctls: { "user.max_user_namespaces": 100 } }));
    expect(why.code).toBe("no_user_namespaces");
    expect(why.message).toContain("Operation not permitted");
    expect(why.message).toContain("seccomp");
  });

  test.each([
    ["ENOENT", "no_tun_device", "modprobe tun"],
    ["ENODEV", "no_tun_device", "CONFIG_TUN"],
    ["EACCES", "tun_permission_denied", "chmod 0666 /dev/net/tun"],
    ["EPERM", "tun_permission_denied", "--device /dev/net/tun"],
    ["EMFILE", "no_tun_device", "EMFILE"],
  ])("where opening /dev/net/tun gives %s: says %s and the cure", (tun, code, cure) => {
    const why = diagnose(ENDED, probe({ tun }));
    expect(why.code).toBe(code);
    expect(why.message).toContain(cure);
  });

  test("that found the kernel unusable itself: repeats its code and sentence", () => {
    const failure: StartFailure = { kind: "unusable", code: "no_sock_diag", message: "Load tcp_diag." };
    expect(diagnose(failure, probe())).toEqual({ code: "no_sock_diag", message: "Load tcp_diag." });
  });

  test("that ended for a reason of its own: repeats the first line it wrote", () => {
    const why = diagnose(ended("Error: no such module\n  at x"), probe());
    expect(why.code).toBe("lab_process_failed");
    expect(why.message).toContain("exit code 1");
    expect(why.message).toContain("Error: no such module.");
  });

  test("because unshare did not find it: is not taken for forbidden namespaces", () => {
    const why = diagnose(ended("unshare: failed to execute /x/node: No such file or directory"), probe());
    expect(why.code).toBe("lab_process_failed");
  });

  test("that stayed silent: says how long was waited", () => {
    expect(diagnose({ kind: "silent", seconds: 10 }, probe()).message).toContain("10 s");
  });
});
