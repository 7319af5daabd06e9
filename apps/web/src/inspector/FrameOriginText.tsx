import type { FrameOrigin } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useSelection } from "../session/hooks.ts";
import { FrameCause } from "./FrameCause.tsx";
import { TextWithLink } from "./TextWithLink.tsx";
import { hostText } from "./Way.tsx";

/** Who put a frame on the wire: the kernel and why, as far as it was seen, or a hand. */
export function FrameOriginText({ sent }: { readonly sent: FrameOrigin }) {
  const { t } = useTranslation("inspector");
  const { select } = useSelection();
  switch (sent.kind) {
    case "frame.sent":
      return <FrameCause cause={sent.cause} />;
    case "frame.copied": {
      const { of } = sent;
      const maker = sent.by.by === "hand" ? "hand" : "wire";
      return (
        <TextWithLink
          sentence={(link) => t(`origin.copied.${maker}`, { link })}
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
