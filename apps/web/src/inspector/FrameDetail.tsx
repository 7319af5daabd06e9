import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { BytesPane } from "./BytesPane.tsx";
import { FieldTree } from "./FieldTree.tsx";
import { FrameHead } from "./FrameHead.tsx";
import { frameIndex } from "./frame-index.ts";
import { type FrameModel, frameModel, isSameTarget, litBy, type Target, targetAt } from "./frame-model.ts";
import { useWholeFrame } from "./use-whole-frame.ts";

/** What is pointed at, else what was chosen last. */
function useTargets(model: FrameModel | null) {
  const [hovered, setPointed] = useState<Target | null>(null);
  const setHovered = useCallback(
    (next: Target | null) => setPointed((now) => (isSameTarget(now, next) ? now : next)),
    [],
  );
  const [chosen, setChosen] = useState<Target | null>(null);
  const lit = useMemo(() => (model ? litBy(model, hovered ?? chosen) : null), [model, hovered, chosen]);
  return { lit, chosen, setHovered, setChosen };
}

function fieldOf(model: FrameModel, target: Target | null): string | null {
  if (target?.at === "byte") {
    const single = targetAt(model, target.offset);
    return single.at === "field" ? single.key : null;
  }
  return target?.key ?? null;
}

/** Fields and bytes of one frame, each lighting the other. */
export function FrameDetail({ frame }: { readonly frame: number }) {
  const { t } = useTranslation("inspector");
  const { lab, log } = useSession();
  const have = frameIndex(log).summary(frame)?.bytes.length ?? 0;
  const length = log.frames[frame - 1]?.sent.length ?? 0;
  const { whole, retry } = useWholeFrame({ lab, frame, have, length });
  const bytes = whole.is === "fetched" ? whole.bytes : null;
  const model = useMemo(() => frameModel(log, frame, bytes), [log, frame, bytes]);
  const { lit, chosen, setHovered, setChosen } = useTargets(model);
  if (!model || !lit) return null;
  return (
    <>
      <div className="min-h-0 min-w-0 @5xl:overflow-y-auto border-line @5xl:border-r">
        <FrameHead model={model} />
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
