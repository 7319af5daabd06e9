import { ComparisonTiming } from "@wirestage/protocol";
import { type ApiAnswer, ask } from "../../session/api.ts";

/** Lets the server time comparisons; it takes a second or two. */
export function askComparisonTiming(): Promise<ApiAnswer<ComparisonTiming>> {
  return ask(ComparisonTiming, "/api/comparison-timing", { method: "POST" });
}
