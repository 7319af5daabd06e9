import type { FrameOrigin } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useSelection, useSession } from "../session/hooks.ts";
import { ruleText } from "../wire-controls/rules/rule-text.ts";
import { ruleBehind } from "../wire-controls/rules/rules-on-frame.ts";
import { FrameCause } from "./FrameCause.tsx";
import { TextWithLink } from "./TextWithLink.tsx";
import { hostText } from "./Way.tsx";

/** All that a capture tells of how a frame came about, and which of the file's packets it is. */
function Captured({ frame }: { readonly frame: number }) {
  const { t } = useTranslation("inspector");
  const number = useSession().opened?.packetNumber(frame) ?? null;
  return (
    <>
      {t("cause.capture")}
      {number !== null && ` ${t("cause.packet", { number })}`}
    </>
  );
}

/** Who put a frame on the wire: the kernel and why, as far as it was seen, or a hand. */
export function FrameOriginText({ sent }: { readonly sent: FrameOrigin }) {
  const { t } = useTranslation("inspector");
  const { t: rulesT } = useTranslation("rules");
  const { log } = useSession();
  const { opened } = log.latest;
  const { select } = useSelection();
  switch (sent.kind) {
    case "frame.sent":
      if (opened?.capture) return <Captured frame={sent.frame} />;
      return <FrameCause cause={sent.cause} />;
    case "frame.copied": {
      const { of } = sent;
      const maker = sent.by.by === "hand" ? "hand" : "wire";
      const behind = ruleBehind(sent, log);
      const rule = behind ? ruleText(behind, rulesT) : rulesT("unknown");
      return (
        <TextWithLink
          sentence={(link) => t(`origin.copied.${maker}`, { link, rule })}
          link={t("link.frame", { frame: of })}
          onFollow={() => select({ kind: "frame", frame: of })}
        />
      );
    }
    case "frame.injected":
      return t(`origin.injected.${sent.by.by === "hand" ? "hand" : "wire"}`, {
        host: hostText(sent.host, t),
      });
    default:
      return sent satisfies never;
  }
}
