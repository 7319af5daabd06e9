import { NS_PER_S, type TraceState } from "@wirestage/trace";
import { FastForward, Hand, Plus, StepForward } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { formatAge, formatDuration } from "../format/time.ts";
import { frameIndex } from "../inspector/frame-index.ts";
import { NoiseSwitch } from "../link-noise/NoiseSwitch.tsx";
import { useCoarseTime, useSession, useTraceState } from "../session/hooks.ts";
import { DelayControls } from "./DelayControls.tsx";
import { outlastsFirstTimeout } from "./delay-choice.ts";
import { type HeldFrame, heldFrames, isHolding } from "./held-frames.ts";
import { useInject } from "./inject/inject-shown.ts";
import { Obstacle, Refusal } from "./Obstacle.tsx";
import { RuleChips, RulesButton } from "./rules/RuleChips.tsx";
import { type Commands, useCommands } from "./use-commands.ts";

const AGE_STEP = NS_PER_S / 10;

/** How many frames wait, and which of them a step lets go. */
function Waiting({ held }: { readonly held: readonly HeldFrame[] }) {
  const { t } = useTranslation("wire-controls");
  const { log } = useSession();
  const now = useCoarseTime(AGE_STEP);
  const next = held[0];
  if (!next) return null;
  const { kind, from } = frameIndex(log).summary(next.frame) ?? { kind: "unknown", from: "" };
  const facts = {
    frame: next.frame,
    kind: t(`kinds.${kind}`),
    from: from === "client" || from === "server" ? t(`host.${from}`) : from,
    age: formatAge(now - next.since),
  };
  return (
    <p className="text-held text-sm">
      <span className="font-medium">{t("held", { count: held.length })}</span>
      <span className="text-text-2"> · {t("next", facts)}</span>
    </p>
  );
}

interface HandProps {
  readonly commands: Commands;
  readonly held: readonly HeldFrame[];
  readonly holding: boolean;
  readonly describedBy: string | undefined;
}

function HandButtons({ commands, held, holding, describedBy }: HandProps) {
  const { t } = useTranslation("wire-controls");
  const isBarred = commands.obstacle !== null;
  const nothing = isBarred || held.length === 0;
  const openInject = useInject((store) => store.open);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextButton
        icon={Hand}
        look={holding ? "primary" : "quiet"}
        aria-pressed={holding}
        aria-describedby={describedBy}
        disabled={isBarred}
        onClick={() => void commands.send({ do: "wire.hold", on: !holding })}
      >
        {t("hold")}
      </TextButton>
      <TextButton
        icon={StepForward}
        title={t("stepHint")}
        aria-describedby={describedBy}
        disabled={nothing}
        onClick={() => void commands.send({ do: "wire.step" })}
      >
        {t("step")}
      </TextButton>
      <TextButton
        icon={FastForward}
        aria-describedby={describedBy}
        disabled={nothing}
        onClick={() => void commands.send({ do: "wire.release-all" })}
      >
        {t("releaseAll")}
      </TextButton>
      <TextButton
        icon={Plus}
        title={t("inject.openHint")}
        aria-describedby={describedBy}
        disabled={isBarred}
        onClick={openInject}
      >
        <span className="@max-2xl:sr-only">{t("inject.open")}</span>
      </TextButton>
      <RulesButton />
    </div>
  );
}

/** What the kernels do meanwhile. */
function Explanation({ state, held }: { readonly state: TraceState; readonly held: number }) {
  const { t } = useTranslation("wire-controls");
  const roundTrip = [...state.hosts.values()].reduce((sum, host) => sum + host.delay, 0);
  const hand = isHolding(state) ? "holding" : held > 0 ? "waiting" : "idle";
  const isSlow = hand !== "holding" && outlastsFirstTimeout(roundTrip);
  const isShown = hand !== "idle" || !isSlow;
  return (
    <div className="space-y-1 text-sm text-text-2">
      {isShown && <p className="@max-2xl:hidden">{t(`explain.${hand}`)}</p>}
      {isShown && (
        <details className="@2xl:hidden">
          <summary>{t("explain.summary")}</summary>
          {t(`explain.${hand}`)}
        </details>
      )}
      {isSlow && (
        <p className="border-held border-l-3 bg-held-soft px-3 py-1 text-text">
          {t("explain.slow", { rtt: formatDuration(roundTrip) })}
        </p>
      )}
    </div>
  );
}

/** Hold, step, release and delay: the learner's hand on the wire. */
export function WireControls() {
  const { t } = useTranslation("wire-controls");
  const state = useTraceState();
  const commands = useCommands();
  const obstacleId = useId();
  const held = heldFrames(state);
  const describedBy = commands.obstacle === null ? undefined : obstacleId;
  const hosts = [...state.hosts.values()];
  return (
    <section aria-label={t("title")} className="@container flex flex-col gap-1 px-4 py-2">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
        <HandButtons commands={commands} held={held} holding={isHolding(state)} describedBy={describedBy} />
        {hosts.length > 0 && <DelayControls hosts={hosts} commands={commands} />}
      </div>
      <Waiting held={held} />
      <RuleChips />
      <NoiseSwitch />
      {commands.obstacle === null ? (
        <Explanation state={state} held={held.length} />
      ) : (
        <Obstacle id={obstacleId} kind={commands.obstacle} />
      )}
      <Refusal error={commands.refusal} />
    </section>
  );
}
