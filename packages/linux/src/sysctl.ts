/**
 * Network sysctls by dotted name (sysctl(8)). /proc/sys/net shows the namespace of the calling thread, so call
 * these inside `NetworkNamespace.run` for a host's own.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const NAME = /^net(\.[A-Za-z0-9_-]+)+$/;

/** A sysctl could not be read or written. */
export class SysctlError extends Error {
  override readonly name = "SysctlError";
  /** Dotted name, for example `net.ipv4.tcp_congestion_control`. */
  readonly sysctl: string;
  /** The value that was refused; null for a read. */
  readonly value: string | null;
  /** `ENOENT`: this kernel has none; `EACCES`/`EPERM`: not ours to set; `EINVAL`: the value is not accepted. */
  readonly code: string;

  constructor(sysctl: string, value: string | null, code: string) {
    const attempt = value === null ? `read sysctl ${sysctl}` : `set sysctl ${sysctl} to "${value}"`;
    super(`Cannot ${attempt}: ${code}. ${advice(code)}`);
    this.sysctl = sysctl;
    this.value = value;
    this.code = code;
  }
}

/** Does the running kernel have this setting? */
export function sysctlExists(name: string): boolean {
  return existsSync(pathOf(name, null));
}

/** The value as text without the final newline; several numbers are separated by tabs, as the kernel has them. */
export function readSysctl(name: string): string {
  const path = pathOf(name, null);
  try {
    return readFileSync(path, "utf8").trimEnd();
  } catch (cause) {
    throw new SysctlError(name, null, codeOf(cause));
  }
}

export function writeSysctl(name: string, value: string | number): void {
  const text = String(value);
  const path = pathOf(name, text);
  try {
    writeFileSync(path, text, { flag: "r+" });
  } catch (cause) {
    throw new SysctlError(name, text, codeOf(cause));
  }
}

function pathOf(name: string, value: string | null): string {
  if (!NAME.test(name)) throw new SysctlError(name, value, "ENOENT");
  return `/proc/sys/${name.replaceAll(".", "/")}`;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "EIO";
}

function advice(code: string): string {
  switch (code) {
    case "ENOENT":
      return "This kernel has no such network setting; look for the name under /proc/sys/net.";
    case "EACCES":
    case "EPERM":
      return "It can only be changed from inside a network namespace that belongs to this process.";
    case "EINVAL":
      return "The kernel does not accept this value.";
    default:
      return "See sysctl(8) and the kernel's ip-sysctl documentation.";
  }
}
