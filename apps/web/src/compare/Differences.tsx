import type { RunDifference } from "@wirestage/trace";
import { ArrowDown, ArrowUp, Equal, EqualNot } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../app/buttons.tsx";
import { formatTime } from "../format/time.ts";
import type { ComparedPair } from "./compared-pair.ts";
import { differenceText } from "./difference-text.ts";

/** Nobody reads more. */
const MOST_LISTED = 200;

interface DifferencesProps {
  readonly pair: ComparedPair;
  readonly onJump: (difference: RunDifference) => void;
}

function stepsOf(goingOn: readonly RunDifference[], side: "left" | "right"): number {
  return goingOn.reduce(
    (sum, each) => sum + (each.kind === "further" && each.side === side ? each.count : 0),
    0,
  );
}

/** That both tell the same, and how many steps one of them has more. */
function Same({ goingOn }: { readonly goingOn: readonly RunDifference[] }) {
  const { t } = useTranslation("compare");
  const more = (["left", "right"] as const).map((side) => ({ side, count: stepsOf(goingOn, side) }));
  return (
    <p className="flex items-center gap-2 font-medium">
      <Equal size={17} className="shrink-0" aria-hidden="true" />
      <span>
        {t(goingOn.length === 0 ? "same" : "sameSoFar")}
        {more.map(({ side, count }) => count > 0 && t(`goesOn.${side}`, { count }))}
      </span>
    </p>
  );
}

interface StripProps {
  readonly differences: readonly RunDifference[];
  readonly current: number;
  readonly onGo: (at: number) => void;
}

/** The difference that is looked at, in words, and the way to those before and after it. */
function Strip({ differences, current, onGo }: StripProps) {
  const { t } = useTranslation("compare");
  const difference = differences[current];
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <EqualNot size={18} className="shrink-0 text-held" aria-hidden="true" />
      <p aria-live="polite" className="min-w-0 flex-1">
        {current === 0 && <span className="font-medium">{t("partHere")} </span>}
        {difference && differenceText(difference, t)}
      </p>
      <span className="whitespace-nowrap text-text-3 text-xs">
        {current + 1}/{differences.length}
      </span>
      <IconButton
        icon={ArrowUp}
        label={t("previous")}
        disabled={current === 0}
        onClick={() => onGo(current - 1)}
      />
      <IconButton
        icon={ArrowDown}
        label={t("next")}
        disabled={current >= differences.length - 1}
        onClick={() => onGo(current + 1)}
      />
    </div>
  );
}

function List({ differences, current, onGo, pair }: StripProps & Pick<DifferencesProps, "pair">) {
  const { t } = useTranslation("compare");
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer text-text-2">
        {differences.every(({ kind }) => kind === "further")
          ? t("more")
          : t("count", { count: differences.length })}
      </summary>
      <ol className="max-h-40 overflow-y-auto py-1">
        {differences.slice(0, MOST_LISTED).map((difference, at) => (
          <li key={keyOf(difference)}>
            <button
              type="button"
              aria-current={at === current}
              onClick={() => onGo(at)}
              className="flex w-full items-baseline gap-3 rounded px-2 py-0.5 text-start hover:bg-sunken aria-[current=true]:bg-accent-soft"
            >
              <span className="w-24 shrink-0 text-right text-text-3 tabular-nums">
                {formatTime(pair.timeOf(difference))}
              </span>
              <span>{differenceText(difference, t)}</span>
            </button>
          </li>
        ))}
      </ol>
      {differences.length > MOST_LISTED && (
        <p className="text-text-3">{t("capped", { count: MOST_LISTED })}</p>
      )}
    </details>
  );
}

function keyOf(difference: RunDifference): string {
  if ("left" in difference) return `${difference.kind} ${difference.left.seq} ${difference.right.seq}`;
  return `${difference.kind} ${difference.side} ${difference.point.seq}`;
}

/** What the two runs tell differently, or that they do not. That one merely goes on further comes last. */
export function Differences({ pair, onJump }: DifferencesProps) {
  const { differences } = pair.comparison;
  const parting = differences.filter(({ kind }) => kind !== "further");
  const goingOn = differences.filter(({ kind }) => kind === "further");
  const all = [...parting, ...goingOn];
  const [current, setCurrent] = useState(0);
  const go = (at: number) => {
    const difference = all[at];
    if (!difference) return;
    setCurrent(at);
    onJump(difference);
  };
  return (
    <div className="flex flex-col gap-1 bg-surface px-4 py-2 text-sm">
      {parting.length === 0 ? (
        <Same goingOn={goingOn} />
      ) : (
        <Strip differences={all} current={current} onGo={go} />
      )}
      {all.length > 0 && <List differences={all} current={current} onGo={go} pair={pair} />}
    </div>
  );
}
