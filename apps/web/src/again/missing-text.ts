import type { TraceState } from "@wirestage/trace";
import type { TFunction } from "i18next";
import type { Missing } from "./again-run.ts";

type AgainT = TFunction<"again">;

const DEEDS = ["calls", "answers", "asks", "reads", "prints", "ends", "starts"] as const;
type Deed = (typeof DEEDS)[number];

function deedOf(word: string | undefined): Deed | null {
  return DEEDS.find((deed) => deed === word) ?? null;
}

/** In words: what the lab waited for in vain, as its ProgressMeter names it. */
export function missingText(missing: Missing | null, { programs }: TraceState, t: AgainT): string {
  if (!missing) return t("missing.unknown");
  const { what, wanted, found } = missing;
  const [first = "", second = "", third = ""] = what.split(" ");
  const deed = deedOf(first);
  if (deed !== null) {
    const program = programs.get(Number(second))?.started.host ?? second;
    const name = t(`deeds.${deed}`, { name: third });
    return t("missing.program", { program, name, wanted, found });
  }
  if (Number.isNaN(Number(wanted))) return t("missing.frame", { name: what });
  if (third !== "") return t("missing.frames", { host: first, kind: third, wanted, found });
  return t("missing.state", { host: first, state: second });
}
