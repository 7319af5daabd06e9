import type { Health } from "@wirestage/protocol";
import type { KernelProbe } from "./kernel-probe.ts";

export type Why = NonNullable<Health["why"]>;

/** How a lab process failed before it was ready. */
export type StartFailure =
  | { readonly kind: "not-spawned"; readonly program: string; readonly error: string }
  | { readonly kind: "ended"; readonly exitCode: number | null; readonly stderr: string }
  | { readonly kind: "unusable"; readonly code: string; readonly message: string }
  | { readonly kind: "silent"; readonly seconds: number };

/** Exactly what is missing for labs on a real kernel, and how to allow it. */
export function diagnose(failure: StartFailure, probe: KernelProbe): Why {
  if (probe.platform !== "linux") return notLinux(probe.platform);
  switch (failure.kind) {
    case "not-spawned":
      return notSpawned(failure.program, failure.error);
    case "ended":
      if (refusedByUnshare(failure.stderr)) return userNamespaces(failure.stderr, probe);
      return tun(probe) ?? ended(failure.exitCode, failure.stderr);
    case "unusable":
      return tun(probe) ?? { code: failure.code, message: failure.message };
    case "silent":
      return {
        code: "lab_process_silent",
        message: `The lab process did not say within ${failure.seconds} s that it is ready. The machine may be busy: start the server again, and see its log.`,
      };
    default:
      return failure satisfies never;
  }
}

function notLinux(platform: string): Why {
  return {
    code: "not_linux",
    message: `Labs need a Linux kernel and this is ${platform}. Start the server on Linux, in a virtual machine or in WSL 2; recordings can be watched here.`,
  };
}

function notSpawned(program: string, error: string): Why {
  if (program === "unshare" && error === "ENOENT") {
    return {
      code: "unshare_missing",
      message:
        "The program `unshare` was not found. Install the package util-linux and see that its directory is in PATH.",
    };
  }
  return { code: "lab_process_failed", message: `The program ${program} cannot be started: ${error}.` };
}

/** unshare(1) puts its name before its own complaints; the last kind is about the program after it. */
function refusedByUnshare(stderr: string): boolean {
  return /^unshare: /m.test(stderr) && !stderr.includes("failed to execute");
}

/** user_namespaces(7); /proc/sys/user in namespaces(7); Debian's and Ubuntu's own switches. */
function userNamespaces(stderr: string, probe: KernelProbe): Why {
  const code = "no_user_namespaces";
  if (probe.sysctl("kernel.unprivileged_userns_clone") === 0) {
    return { code, message: forbidden("kernel.unprivileged_userns_clone", 0, 1) };
  }
  if (probe.sysctl("user.max_user_namespaces") === 0) {
    return { code, message: forbidden("user.max_user_namespaces", 0, 15_000) };
  }
  if (probe.sysctl("user.max_net_namespaces") === 0) {
    return { code, message: forbidden("user.max_net_namespaces", 0, 15_000) };
  }
  if (probe.sysctl("kernel.apparmor_restrict_unprivileged_userns") === 1) {
    return { code, message: forbidden("kernel.apparmor_restrict_unprivileged_userns", 1, 0) };
  }
  return {
    code,
    message: `User namespaces are forbidden here (${firstLine(stderr)}). In a container allow the system calls unshare, setns and mount (Docker: --security-opt seccomp=unconfined); elsewhere ask who looks after the machine.`,
  };
}

function forbidden(sysctl: string, is: number, shouldBe: number): string {
  return `User namespaces are forbidden here: ${sysctl} is ${is}. Allow them with \`sudo sysctl -w ${sysctl}=${shouldBe}\` and start the server again.`;
}

/** Documentation/networking/tuntap.rst; the errors are those of open(2). */
function tun(probe: KernelProbe): Why | null {
  const error = probe.openTun();
  switch (error) {
    case null:
      return null;
    case "ENOENT":
      return {
        code: "no_tun_device",
        message:
          "/dev/net/tun is missing. Load it with `sudo modprobe tun` (in a container: --device /dev/net/tun) and start the server again.",
      };
    case "ENODEV":
    case "ENXIO":
      return {
        code: "no_tun_device",
        message:
          "/dev/net/tun has no driver. Load it with `sudo modprobe tun`; where there is no such module the kernel was built without CONFIG_TUN.",
      };
    case "EACCES":
    case "EPERM":
      return {
        code: "tun_permission_denied",
        message: `/dev/net/tun may not be opened (${error}). Allow it with \`sudo chmod 0666 /dev/net/tun\` (in a container: --device /dev/net/tun) and start the server again.`,
      };
    default:
      return { code: "no_tun_device", message: `/dev/net/tun cannot be opened: ${error}.` };
  }
}

function ended(exitCode: number | null, stderr: string): Why {
  const said = firstLine(stderr);
  const how = exitCode === null ? "was killed" : `ended with exit code ${exitCode}`;
  return {
    code: "lab_process_failed",
    message: `The lab process ${how} before it was ready${said === "" ? "" : ` and said: ${said}`}. See the server's log.`,
  };
}

function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0]?.trim() ?? "";
}
