import { spawnSync } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { probe } from "./index.ts";
import { describeKernel } from "./testing.ts";

const TSX = fileURLToPath(new URL("../../../node_modules/.bin/tsx", import.meta.url));
const FIXTURE = fileURLToPath(new URL("./probe-print.fixture.ts", import.meta.url));
const SLOW = 20_000;

/** What a lab process would find on a machine that `prepare`, run as its root, has changed. */
function probeOn(prepare: string, launcher = ""): unknown {
  const script = `${prepare}\nexec ${launcher} "${TSX}" "${FIXTURE}"`;
  const options = ["--user", "--map-root-user", "--net", "--mount", "sh", "-ec", script];
  const child = spawnSync("unshare", options, { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout);
}

/** How many descriptors of this process are open on what begins with `target`. */
function descriptorsOf(target: string): number {
  return readdirSync("/proc/self/fd").filter((fd) => targetOf(fd)?.startsWith(target)).length;
}

/** Null for the descriptor that lists the others: it is gone when its turn comes. */
function targetOf(fd: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return null;
  }
}

describeKernel("probe", () => {
  it("finds this machine usable, and leaves no descriptor behind", async () => {
    probe();
    await expect.poll(() => descriptorsOf("/dev/net/tun")).toBe(0);
    const namespaces = descriptorsOf("net:");
    expect(probe()).toMatchObject({ usable: true });
    await expect.poll(() => descriptorsOf("/dev/net/tun")).toBe(0);
    expect(descriptorsOf("net:")).toBe(namespaces);
  });

  it("finds a fresh user and network namespace usable", { timeout: SLOW }, () => {
    expect(probeOn("true")).toMatchObject({ usable: true, release: expect.any(String) });
  });

  it("without rights in a user namespace, says so", { timeout: SLOW }, () => {
    expect(probeOn("true", "setpriv --bounding-set=-sys_admin")).toMatchObject({
      usable: false,
      code: "no_user_namespaces",
      facts: { call: "unshare", errno: "EPERM" },
    });
  });

  it("where no network namespace may be made, says so with the limit", { timeout: SLOW }, () => {
    expect(probeOn("echo 0 > /proc/sys/user/max_net_namespaces")).toMatchObject({
      code: "no_net_namespaces",
      facts: { errno: "ENOSPC", "user.max_net_namespaces": "0" },
    });
  });

  it("without /dev/net/tun, says so", { timeout: SLOW }, () => {
    expect(probeOn("mount -t tmpfs none /dev/net")).toMatchObject({
      code: "no_tun_device",
      facts: { call: "open", errno: "ENOENT" },
    });
  });

  it("where /dev/net/tun may not be opened, says so", { timeout: SLOW }, () => {
    const denied = "mount --bind /dev/net/tun /dev/net/tun\nmount -o remount,bind,nodev /dev/net/tun";
    expect(probeOn(denied)).toMatchObject({
      code: "tun_permission_denied",
      facts: { call: "open", errno: "EACCES" },
    });
  });
});
