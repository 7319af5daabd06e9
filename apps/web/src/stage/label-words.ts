import type { useTranslation } from "react-i18next";
import { type RulesT, ruleText } from "../wire-controls/rules/rule-text.ts";
import type { LabelWords } from "./frame-text.ts";

type StageText = ReturnType<typeof useTranslation<"stage">>["t"];

export function labelWords(t: StageText, rulesT: RulesT): LabelWords {
  return {
    data: t("data"),
    nonce: t("nonce"),
    answer: t("answer"),
    fragment: t("fragment"),
    empty: t("emptyDatagram"),
    portUnreachable: (port) => t("portUnreachable", { port }),
    retransmission: (frame) => t("retransmission", { frame }),
    about: (frame) => t("about", { frame }),
    overtook: (frame) => t("overtook", { frame }),
    copyOf: (frame) => t("copyOf", { frame }),
    injected: t("injected"),
    altered: t("altered"),
    rule: (rule) => ruleText(rule, rulesT),
    lostByRule: t("lostByRule"),
    discarded: (discard) => (discard === "MAC" ? t("discardedMac") : t("discarded", { protocol: discard })),
    program: (kind, place) => `${t(`who.${kind}`)}${place > 1 ? place : ""}`,
    lost: (count) => t("lostBytes", { count }),
    shortRead: (frame, length, lost) => t("shortRead", { frame, length, lost }),
  };
}
