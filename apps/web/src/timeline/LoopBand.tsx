import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { formatTime } from "../format/time.ts";
import { usePlayer, useSession } from "../session/hooks.ts";
import type { TimeRange } from "../session/session.ts";
import { neighbourTime, withEnd } from "./loop-range.ts";
import { leftOf, type TimeLine, timeAtPixel } from "./time-line.ts";

interface HandleProps {
  readonly line: TimeLine;
  readonly loop: TimeRange;
  readonly which: keyof TimeRange;
}

/** The time under the pointer, on the line that the handle stands on. */
function pointed(event: PointerEvent<HTMLElement>, line: TimeLine, now: Parameters<typeof timeAtPixel>[3]) {
  const rect = event.currentTarget.parentElement?.getBoundingClientRect();
  return rect ? timeAtPixel(event.clientX - rect.left, rect.width, line, now) : null;
}

/** One end of the range: dragged, or moved from event to event by arrow keys. */
function Handle({ line, loop, which }: HandleProps) {
  const { t } = useTranslation("timeline");
  const { player, log, now } = useSession();
  const onPointerDown = (event: PointerEvent<HTMLElement>) =>
    event.currentTarget.setPointerCapture(event.pointerId);
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const to = pointed(event, line, now());
    if (to !== null) player.setLoop(withEnd(loop, which, to, now()));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    player.setLoop(withEnd(loop, which, neighbourTime(log, loop[which], direction), now()));
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t(`loopEnd.${which}`)}
      aria-valuemin={0}
      aria-valuemax={now()}
      aria-valuenow={loop[which]}
      aria-valuetext={formatTime(loop[which])}
      title={t(`loopEnd.${which}`)}
      data-page-keys=""
      data-which={which}
      className="loop-handle"
      style={{ left: leftOf(line.axis.placeOf(loop[which], now()), line) }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};

/** The range that is played again and again, with a handle at either end. */
export function LoopBand({ line }: { readonly line: TimeLine }) {
  const { now } = useSession();
  const { loop } = usePlayer();
  if (!loop) return null;
  const left = leftOf(line.axis.placeOf(loop.from, now()), line);
  const right = leftOf(line.axis.placeOf(loop.to, now()), line);
  return (
    <>
      <div className="loop-band" style={{ left, width: `calc(${right} - ${left})` }} />
      <Handle line={line} loop={loop} which="from" />
      <Handle line={line} loop={loop} which="to" />
    </>
  );
}
