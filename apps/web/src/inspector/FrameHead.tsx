import { type FrameEntry, repeatsAt } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { useLog, useSelection, useSession, useTraceState } from "../session/hooks.ts";
import { alterationsOf, byteText } from "./alterations.ts";
import { FateText } from "./FateText.tsx";
import { FrameActions } from "./FrameActions.tsx";
import { FrameLinks } from "./FrameLinks.tsx";
import { FrameOriginText } from "./FrameOriginText.tsx";
import { fateIn } from "./frame-fate.ts";
import { frameIndex } from "./frame-index.ts";
import type { FrameModel } from "./frame-model.ts";
import { purposeOf } from "./frame-purpose.ts";
import { HandSigns } from "./HandSigns.tsx";
import { KindBadge } from "./KindBadge.tsx";
import { discardOf } from "./kernel-discard.ts";
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

/** Which bits were flipped on the way, and by whom. */
function Alterations({ entry }: { readonly entry: FrameEntry }) {
  const { t } = useTranslation("inspector");
  return (
    <ul className="text-text-2 empty:hidden">
      {alterationsOf(entry).map(({ event, before, after }) => (
        <li key={event.seq}>
          {t(`altered.${event.by.by === "hand" ? "hand" : "wire"}`, {
            bit: event.bit,
            offset: event.offset,
            before: byteText(before),
            after: byteText(after),
            checksums: t(`altered.${event.checksums}`),
          })}
        </li>
      ))}
    </ul>
  );
}

/** What the frame is, what it is for, why it was sent, and what can be done to it. */
export function FrameHead({ model }: { readonly model: FrameModel }) {
  const { t } = useTranslation("inspector");
  const { playhead, log } = useSession();
  const state = useTraceState();
  const { summary } = model;
  // The model is made once a frame; what became of the frame since is in the log.
  const entry = useLog().frames[model.entry.frame - 1] ?? model.entry;
  const place = fateIn(state, entry, playhead.t);
  const isDiscarded = place.fate === "delivered" && discardOf(model.entry, log) !== null;
  return (
    <div className="space-y-2 border-line border-b px-4 py-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-semibold text-base">{t("heading", { frame: entry.frame })}</h3>
        <KindBadge kind={summary.kind} />
        <Way from={summary.from} to={summary.to} />
        <HandSigns entry={entry} next={state.next} />
        <FateText place={place} repeats={repeatsAt(entry, state.t)} isDiscarded={isDiscarded} />
      </div>
      <Purpose model={model} />
      <FrameLinks summary={summary} entry={model.entry} />
      <p className="text-text-2">
        <FrameOriginText sent={entry.sent} />
      </p>
      <Alterations entry={model.entry} />
      <p className="text-text-3 text-xs">
        {formatTime(entry.sent.t)} · {t("lengthBytes", { length: entry.sent.length })}
      </p>
      <FrameActions frame={entry.frame} fate={place.fate} />
    </div>
  );
}
