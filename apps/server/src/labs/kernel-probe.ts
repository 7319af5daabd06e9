import { closeSync, openSync, readFileSync } from "node:fs";
import { z } from "zod";

/** What can be asked of this machine without any right. */
export interface KernelProbe {
  /** As `process.platform` says it. */
  readonly platform: string;
  /** A file below /proc/sys as a number, or null where the kernel has no such setting. */
  sysctl(name: string): number | null;
  /** Error name of opening /dev/net/tun for reading and writing, or null where that works. */
  openTun(): string | null;
}

const SystemError = z.object({ code: z.string() });

export const SYSTEM_PROBE: KernelProbe = {
  platform: process.platform,
  sysctl(name) {
    try {
      return Number(readFileSync(`/proc/sys/${name.replaceAll(".", "/")}`, "utf8"));
    } catch {
      return null;
    }
  },
  openTun() {
    try {
      closeSync(openSync("/dev/net/tun", "r+"));
      return null;
    } catch (error) {
      return errorName(error);
    }
  },
};

/** The name of a failed system call's error, as in `ENOENT`. */
export function errorName(error: unknown): string {
  const parsed = SystemError.safeParse(error);
  return parsed.success ? parsed.data.code : "unknown";
}
