import type { RuleAction } from "@wirestage/trace";
import { corrupt } from "./corrupt.ts";
import { delay } from "./delay.ts";
import { duplicate } from "./duplicate.ts";
import { hold } from "./hold.ts";
import { limitRate } from "./limit-rate.ts";
import type { Wrapper } from "./link.ts";
import { lose } from "./lose.ts";
import { reorder } from "./reorder.ts";

export function wrapperOf(action: RuleAction): Wrapper {
  switch (action.do) {
    case "delay":
      return delay(action);
    case "lose":
      return lose;
    case "duplicate":
      return duplicate;
    case "reorder":
      return reorder(action.waitNs);
    case "corrupt":
      return corrupt(action);
    case "limit-rate":
      return limitRate(action);
    case "hold":
      return hold;
    default:
      return action satisfies never;
  }
}
