import type { FrameEntry } from "@wirestage/trace";
import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Segments } from "../app/Segments.tsx";
import { useLog, useSession, useTraceState } from "../session/hooks.ts";
import { BytesPane } from "./BytesPane.tsx";
import { type ByteMark, useByteMark } from "./byte-mark.ts";
import { FieldTree } from "./FieldTree.tsx";
import { FrameHead } from "./FrameHead.tsx";
import { frameIndex } from "./frame-index.ts";
import {
  type FrameModel,
  frameModel,
  isSameTarget,
  type Lit,
  litBy,
  type Target,
  targetAt,
} from "./frame-model.ts";
import type { FrameVersion } from "./frame-versions.ts";
import { useWholeFrame } from "./use-whole-frame.ts";

/** What another view wants to be seen, until something else is chosen. */
function useMark(frame: number | undefined, onMark: () => void): Lit | null {
  const mark = useByteMark((store) => store.mark);
  const [seen, setSeen] = useState<ByteMark | null>(null);
  if (mark !== seen) {
    setSeen(mark);
    onMark();
  }
  return useMemo(
    () =>
      mark?.frame === frame && mark ? { keys: new Set(), span: { start: mark.start, end: mark.end } } : null,
    [mark, frame],
  );
}

/** What is pointed at, else what was chosen last, else what another view wants to be seen. */
function useTargets(model: FrameModel | null) {
  const [hovered, setPointed] = useState<Target | null>(null);
  const setHovered = useCallback(
    (next: Target | null) => setPointed((now) => (isSameTarget(now, next) ? now : next)),
    [],
  );
  const [chosen, setChosen] = useState<Target | null>(null);
  const mark = useMark(model?.entry.frame, () => setChosen(null));
  const lit = useMemo(() => {
    const target = hovered ?? chosen;
    if (model === null) return null;
    return target === null && mark ? mark : litBy(model, target);
  }, [model, hovered, chosen, mark]);
  return { lit, chosen, setHovered, setChosen };
}

function fieldOf(model: FrameModel, target: Target | null): string | null {
  if (target?.at === "byte") {
    const single = targetAt(model, target.offset);
    return single.at === "field" ? single.key : null;
  }
  return target?.key ?? null;
}

/** The frame's entry with what had happened to it by now; the same object until something more has. */
function useEntryNow(frame: number): FrameEntry | undefined {
  const log = useLog();
  const { next } = useTraceState();
  const entry = log.frames[frame - 1];
  const known = entry?.fates.filter(({ seq }) => seq < next).length ?? 0;
  return useMemo(() => entry && { ...entry, fates: entry.fates.slice(0, known) }, [entry, known]);
}

/** The bytes that the frame began with, fetched where the stream cut them and no alteration tells them. */
function useFirstBytes(entry: FrameEntry | undefined, frame: number) {
  const session = useSession();
  const { log } = session;
  const { length = 0, frame: of = frame } = entry?.sent ?? {};
  const isAltered = entry?.fates.some(({ kind }) => kind === "frame.altered") ?? false;
  const have = isAltered ? length : (frameIndex(log).summary(of)?.bytes.length ?? 0);
  const { whole, retry } = useWholeFrame({ session, frame, have, length });
  return { whole, retry, bytes: "bytes" in whole ? whole.bytes : null };
}

interface VersionSwitchProps {
  readonly version: FrameVersion;
  readonly onVersion: (version: FrameVersion) => void;
  readonly hasArrived: boolean;
}

/** What was sent, or what became of it on the way. */
function VersionSwitch({ version, onVersion, hasArrived }: VersionSwitchProps) {
  const { t } = useTranslation("inspector");
  const segments = [
    { key: "first", name: t("version.first") },
    { key: "now", name: t(hasArrived ? "version.arrived" : "version.now") },
  ] as const;
  return (
    <div className="border-line border-b px-4 py-2">
      <Segments
        label={t("version.label")}
        segments={segments}
        current={version}
        onChoose={onVersion}
        size="small"
      />
    </div>
  );
}

/** Fields and bytes of one frame, each lighting the other; of an altered one, in both versions. */
export function FrameDetail({ frame }: { readonly frame: number }) {
  const { t } = useTranslation("inspector");
  const { log } = useSession();
  const entry = useEntryNow(frame);
  const [version, setVersion] = useState<FrameVersion>("now");
  const { whole, retry, bytes } = useFirstBytes(entry, frame);
  const model = useMemo(
    () => (entry ? frameModel(log, entry, bytes, version) : null),
    [log, entry, bytes, version],
  );
  const { lit, chosen, setHovered, setChosen } = useTargets(model);
  if (!model || !lit) return null;
  const hasArrived = model.entry.fates.some(({ kind }) => kind === "frame.delivered");
  return (
    <>
      <div className="min-h-0 min-w-0 @5xl:overflow-y-auto border-line @5xl:border-r">
        <FrameHead model={model} />
        {model.changed.size > 0 && (
          <VersionSwitch version={version} onVersion={setVersion} hasArrived={hasArrived} />
        )}
        <FieldTree
          model={model}
          lit={lit}
          chosen={fieldOf(model, chosen)}
          onHover={setHovered}
          onChoose={setChosen}
        />
        <p className="px-4 py-2 text-text-3 text-xs">{t("derived")}</p>
      </div>
      <div className="flex min-h-0 min-w-0 flex-col border-line @max-5xl:border-t">
        <BytesPane
          model={model}
          lit={lit}
          whole={whole}
          onRetry={retry}
          onHover={setHovered}
          onChoose={setChosen}
        />
      </div>
    </>
  );
}
