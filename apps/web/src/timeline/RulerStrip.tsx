import type { TraceTime } from "@wirestage/trace";
import { type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDraw, useSession } from "../session/hooks.ts";
import { playRange, rangeBetween } from "./loop-range.ts";
import { leftOf, type TimeLine, timeAtPixel } from "./time-line.ts";

/** A press that moves less than this is no drag. */
const DRAG_PX = 5;

interface Press {
  readonly x: number;
  readonly t: TraceTime;
  isDrag: boolean;
}

/**
 * The strip of the ruler: a press goes there, a drag chooses what is played again and again. It has a hole where the
 * playhead stands, which is the range's to be grabbed. Keys do the same by the loop's button and handles.
 */
export function RulerStrip({ line }: { readonly line: TimeLine }) {
  const { t } = useTranslation("timeline");
  const session = useSession();
  const { player, now } = session;
  const strip = useRef<HTMLDivElement>(null);
  const press = useRef<Press | null>(null);
  useDraw((time) => strip.current?.style.setProperty("--at", leftOf(line.axis.placeOf(time, now()), line)));
  const timeUnder = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    return timeAtPixel(event.clientX - left, width, line, now());
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    player.pause();
    press.current = { x: event.clientX, t: timeUnder(event), isDrag: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { current } = press;
    if (!current) return;
    current.isDrag ||= Math.abs(event.clientX - current.x) > DRAG_PX;
    if (current.isDrag) player.setLoop(rangeBetween(current.t, timeUnder(event)));
  };
  const onPointerUp = () => {
    const { current } = press;
    press.current = null;
    if (!current) return;
    if (current.isDrag && player.loop) playRange(session, player.loop);
    else player.seek(current.t);
  };
  return (
    <div
      ref={strip}
      role="presentation"
      title={t("ruler")}
      className="ruler-strip"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => {
        press.current = null;
      }}
    />
  );
}
