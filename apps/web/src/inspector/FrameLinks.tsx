import type { FrameEntry } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useLog, useSelection, useTraceState } from "../session/hooks.ts";
import { ruleText } from "../wire-controls/rules/rule-text.ts";
import { rulesOnFrame } from "../wire-controls/rules/rules-on-frame.ts";
import { datagramReads } from "./datagram-reads.ts";
import { errorHearing } from "./error-hearing.ts";
import { type FrameSummary, frameIndex } from "./frame-index.ts";
import { discardOf } from "./kernel-discard.ts";
import { TextWithLink } from "./TextWithLink.tsx";

interface LinkedProps {
  readonly say: (link: string) => string;
  readonly frame: number;
}

function ToFrame({ say, frame }: LinkedProps) {
  const { t } = useTranslation("inspector");
  const { select } = useSelection();
  return (
    <p>
      <TextWithLink
        sentence={say}
        link={t("link.frame", { frame })}
        onFollow={() => select({ kind: "frame", frame })}
      />
    </p>
  );
}

/** Which call had read the datagram by now, and how much of it. */
function Read({ frame }: { readonly frame: number }) {
  const { t } = useTranslation("inspector");
  const log = useLog();
  const { next } = useTraceState();
  const { select } = useSelection();
  const found = datagramReads(log).byFrame(frame);
  const entry = found && log.calls[found.call - 1];
  if (!found || !entry?.returned || entry.returned.seq >= next) return null;
  const { call, read, length } = found;
  const key = read < length ? "readShort" : "read";
  return (
    <p>
      <TextWithLink
        sentence={(link) => t(key, { link, read, length })}
        link={t("link.call", { name: `${entry.entered.name}()`, call })}
        onFollow={() => select({ kind: "call", call })}
      />
    </p>
  );
}

/** The copies that the wire had made of a frame by now. */
function Copies({ frame }: { readonly frame: number }) {
  const { t } = useTranslation("inspector");
  const log = useLog();
  const { next } = useTraceState();
  const copies = frameIndex(log).copiesOf(frame);
  return copies
    .filter((copy) => (log.frames[copy - 1]?.sent.seq ?? next) < next)
    .map((copy) => <ToFrame key={copy} say={(link) => t("copies", { link })} frame={copy} />);
}

/** What the receiving kernel does with bytes that no longer fit. */
function Discarded({ entry }: { readonly entry: FrameEntry }) {
  const { t } = useTranslation("inspector");
  const discard = discardOf(entry, useLog());
  if (discard === null) return null;
  return <p>{discard === "MAC" ? t("discard.MAC") : t("discard.checksum", { protocol: discard })}</p>;
}

/** What the wire's rules had done to it by now. */
function Rules({ entry }: { readonly entry: FrameEntry }) {
  const { t } = useTranslation("inspector");
  const { t: rulesT } = useTranslation("rules");
  return rulesOnFrame(entry, useLog()).map((rule) => (
    <p key={rule.id}>{t("rule", { rule: ruleText(rule, rulesT) })}</p>
  ));
}

interface FrameLinksProps {
  readonly summary: FrameSummary;
  /** With what had become of the frame by now. */
  readonly entry: FrameEntry;
}

/** What we derived about a frame from other frames and calls, up to now. */
export function FrameLinks({ summary, entry }: FrameLinksProps) {
  const { t } = useTranslation("inspector");
  const log = useLog();
  const { next } = useTraceState();
  const error = frameIndex(log).errorAbout(summary.frame);
  const isKnown = error !== null && (log.frames[error - 1]?.sent.seq ?? next) < next;
  const hearing = errorHearing(summary.frame, log);
  return (
    <div className="text-text-2 italic empty:hidden">
      {summary.about !== null && <ToFrame say={(link) => t("about", { link })} frame={summary.about} />}
      <Rules entry={entry} />
      <Copies frame={summary.frame} />
      <Discarded entry={entry} />
      {hearing !== null && <p>{t(`hearing.${hearing}`)}</p>}
      {isKnown && <ToFrame say={(link) => t("unreachable", { link })} frame={error} />}
      {(summary.kind === "UDP" || summary.kind === "fragment") && <Read frame={summary.frame} />}
    </div>
  );
}
