import type { Speed } from "./session.ts";

/** `1×`, `1/20×`. */
export function speedText(speed: Speed): string {
  return speed === 1 ? "1×" : `1/${Math.round(1 / speed)}×`;
}
