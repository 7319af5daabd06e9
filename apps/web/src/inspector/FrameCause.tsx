import type { Cause } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useSelection, useSession } from "../session/hooks.ts";
import type { InspectorT } from "./field-text.ts";
import { TextWithLink } from "./TextWithLink.tsx";
import { hostText } from "./Way.tsx";

function timerSentence(timer: string, link: string, t: InspectorT): string {
  switch (timer) {
    case "retransmit":
    case "keepalive":
    case "probe":
      return t(`cause.${timer}`, { link });
    case "delayed-ack":
      return t("cause.delayedAck", { link });
    default:
      return t("cause.timer", { link, timer });
  }
}

/** Why the kernel sent a frame, as far as it was seen; the call, frame or socket can be gone to. */
export function FrameCause({ cause }: { readonly cause: Cause }) {
  const { t } = useTranslation("inspector");
  const { log } = useSession();
  const { select } = useSelection();
  switch (cause.by) {
    case "call": {
      const { call } = cause;
      const name = `${log.calls[call - 1]?.entered.name ?? "?"}()`;
      const follow = () => select({ kind: "call", call });
      return (
        <TextWithLink
          sentence={(link) => t("cause.call", { link })}
          link={t("link.call", { name, call })}
          onFollow={follow}
        />
      );
    }
    case "frame": {
      const { frame } = cause;
      const follow = () => select({ kind: "frame", frame });
      return (
        <TextWithLink
          sentence={(link) => t("cause.frame", { link })}
          link={t("link.frame", { frame })}
          onFollow={follow}
        />
      );
    }
    case "timer": {
      const { socket, timer } = cause;
      const follow = () => select({ kind: "socket", socket });
      return (
        <TextWithLink
          sentence={(link) => timerSentence(timer, link, t)}
          link={t("link.socket", { socket })}
          onFollow={follow}
        />
      );
    }
    case "exit": {
      const role = log.latest.programs.get(cause.program)?.started.role ?? "";
      return t("cause.exit", { role: hostText(role, t) });
    }
    case "kernel":
      return t("cause.kernel");
    default:
      return cause satisfies never;
  }
}
