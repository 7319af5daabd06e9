/** Can a lab run in this process? Tries each thing that a lab needs, and says which one is missing. */
import { readFileSync } from "node:fs";
import { release } from "node:os";
import { SyscallError } from "./errno.ts";
import { NetworkNamespace } from "./network-namespace.ts";
import { SockDiag } from "./sock-diag.ts";
import { AF_INET, IPPROTO_TCP } from "./socket-constants.ts";
import { openTap } from "./tap.ts";

const CAP_SYS_ADMIN = 1n << 21n;

export type ProbeCode =
  | "not_linux"
  | "no_user_namespaces"
  | "no_net_namespaces"
  | "no_tun_device"
  | "tun_permission_denied"
  | "no_sock_diag";

/** The call that failed and its errno, and the settings of this machine that may explain it. */
export type ProbeFacts = Readonly<Record<string, string>>;

export type ProbeResult =
  | { readonly usable: true; readonly release: string }
  | {
      readonly usable: false;
      readonly code: ProbeCode;
      /** What is missing and how to allow it, in English. */
      readonly message: string;
      readonly facts: ProbeFacts;
    };

/** Leaves nothing behind: what it makes is gone when it returns, but for a TAP being torn down off the thread. */
export function probe(): ProbeResult {
  if (process.platform !== "linux") return missing("not_linux", { platform: process.platform });
  let namespace: NetworkNamespace;
  try {
    namespace = NetworkNamespace.create();
  } catch (cause) {
    return explainNamespace(cause);
  }
  try {
    return namespace.run(() => probeTap() ?? probeSockDiag() ?? { usable: true, release: release() });
  } finally {
    namespace.close();
  }
}

function probeTap(): ProbeResult | null {
  try {
    void openTap("probe0").close();
    return null;
  } catch (cause) {
    if (!(cause instanceof SyscallError)) throw cause;
    const denied = cause.code === "EACCES" || cause.code === "EPERM";
    return missing(denied ? "tun_permission_denied" : "no_tun_device", callFacts(cause));
  }
}

function probeSockDiag(): ProbeResult | null {
  let diag: SockDiag | null = null;
  try {
    diag = SockDiag.open();
    diag.dump({ family: AF_INET, protocol: IPPROTO_TCP });
    return null;
  } catch (cause) {
    if (!(cause instanceof SyscallError)) throw cause;
    return missing("no_sock_diag", callFacts(cause));
  } finally {
    diag?.close();
  }
}

/** EPERM from unshare(2): either no privilege over a user namespace, or a filter such as a container's. */
function explainNamespace(cause: unknown): ProbeResult {
  if (!(cause instanceof SyscallError)) throw cause;
  const settings = {
    "kernel.unprivileged_userns_clone": setting("kernel/unprivileged_userns_clone"),
    "kernel.apparmor_restrict_unprivileged_userns": setting("kernel/apparmor_restrict_unprivileged_userns"),
    "user.max_user_namespaces": setting("user/max_user_namespaces"),
    "user.max_net_namespaces": setting("user/max_net_namespaces"),
    CapEff: effectiveCapabilities(),
  };
  const unprivileged = (BigInt(`0x${settings.CapEff}`) & CAP_SYS_ADMIN) === 0n;
  const restricted = settings["kernel.apparmor_restrict_unprivileged_userns"] === "1";
  const userNamespace = cause.code === "EPERM" && (unprivileged || restricted);
  return missing(userNamespace ? "no_user_namespaces" : "no_net_namespaces", {
    ...callFacts(cause),
    ...settings,
  });
}

function missing(code: ProbeCode, facts: ProbeFacts): ProbeResult {
  return { usable: false, code, message: messageFor(code), facts };
}

function messageFor(code: ProbeCode): string {
  switch (code) {
    case "not_linux":
      return "Labs need a Linux kernel. Recordings play without one.";
    case "no_user_namespaces":
      return (
        "This process has no rights in a user namespace. Start it by `unshare --user --map-root-user --net`; if " +
        "that fails, allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone=1, " +
        "kernel.apparmor_restrict_unprivileged_userns=0, user.max_user_namespaces above 0)."
      );
    case "no_net_namespaces":
      return (
        "The kernel refuses new network namespaces. Raise sysctl user.max_net_namespaces; in a container, allow " +
        "unshare(2) in its seccomp profile."
      );
    case "no_tun_device":
      return "There is no working /dev/net/tun. Load it with `modprobe tun`; in a container, pass --device /dev/net/tun.";
    case "tun_permission_denied":
      return "This user may not open /dev/net/tun. Allow it with `chmod 666 /dev/net/tun`.";
    case "no_sock_diag":
      return "The kernel does not answer sock_diag for TCP. Load it with `modprobe tcp_diag`.";
    default:
      return unreachable(code);
  }
}

function callFacts(error: SyscallError): ProbeFacts {
  return { call: error.call, errno: error.code };
}

function setting(path: string): string {
  try {
    return readFileSync(`/proc/sys/${path}`, "utf8").trim();
  } catch {
    return "absent";
  }
}

/** Hexadecimal, from proc_pid_status(5). */
function effectiveCapabilities(): string {
  const status = readFileSync("/proc/self/status", "utf8");
  return /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? "0";
}

function unreachable(code: never): never {
  throw new Error(`Unhandled probe code ${String(code)}`);
}
