import { repeatsAt } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useLog, useSelection, useSession, useTraceState } from "../session/hooks.ts";
import { FateText } from "./FateText.tsx";
import { FrameActions } from "./FrameActions.tsx";
import { FrameLinks } from "./FrameLinks.tsx";
import { FrameOriginText } from "./FrameOriginText.tsx";
import { fateIn } from "./frame-fate.ts";
import { frameIndex } from "./frame-index.ts";
import type { FrameModel } from "./frame-model.ts";
import { purposeOf } from "./frame-purpose.ts";
import { KindBadge } from "./KindBadge.tsx";
import { TextWithLink } from "./TextWithLink.tsx";
import { Way } from "./Way.tsx";

function Purpose({ model }: { readonly model: FrameModel }) {
  const { t } = useTranslation("inspector");
  const { log } = useSession();
  const { select } = useSelection();
  const { segment } = model.summary;
  const ackOf = segment?.ackOf ?? null;
  const repeatOf = segment?.repeatOf ?? null;
  const acknowledged = ackOf === null ? undefined : frameIndex(log).summary(ackOf);
  return (
    <p>
      {t(`purpose.${purposeOf(model.summary, acknowledged)}`)}
      {repeatOf !== null && (
        <>
          {" "}
          <TextWithLink
            sentence={(link) => t("repeated", { link })}
            link={t("link.frame", { frame: repeatOf })}
            onFollow={() => select({ kind: "frame", frame: repeatOf })}
          />
        </>
      )}
    </p>
  );
}

/** What the frame is, what it is for, why it was sent, and what can be done to it. */
export function FrameHead({ model }: { readonly model: FrameModel }) {
  const { t } = useTranslation("inspector");
  const { playhead } = useSession();
  const state = useTraceState();
  const { summary } = model;
  // The model is made once a frame; what became of the frame since is in the log.
  const entry = useLog().frames[model.entry.frame - 1] ?? model.entry;
  const place = fateIn(state, entry, playhead.t);
  return (
    <div className="space-y-2 border-line border-b px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-semibold text-base">{t("heading", { frame: entry.frame })}</h3>
        <KindBadge kind={summary.kind} />
        <Way from={summary.from} to={summary.to} />
        <FateText place={place} repeats={repeatsAt(entry, state.t)} />
      </div>
      <Purpose model={model} />
      <FrameLinks summary={summary} />
      <p className="text-text-2">
        <FrameOriginText sent={entry.sent} />
      </p>
      <p className="text-text-3 text-xs">
        {formatTime(entry.sent.t)} · {t("lengthBytes", { length: entry.sent.length })}
      </p>
      <FrameActions frame={entry.frame} fate={place.fate} />
    </div>
  );
}
