import { type TraceTime, traceTime } from "@wirestage/trace";
import type { Selection } from "../session/session.ts";

/** A moment of a trace: a time with all that had happened by then, or the moment right after event `event`. */
export type AskedMoment =
  | { readonly by: "time"; readonly t: TraceTime }
  | { readonly by: "event"; readonly event: number };

/** What of a trace is looked at. Null: live or from the beginning; nothing selected. */
export interface AskedView {
  readonly moment: AskedMoment | null;
  readonly selection: Selection | null;
}

const SELECTIONS = ["frame", "socket", "call"] as const;
const PARAMETERS = ["t", "event", ...SELECTIONS] as const;

/** A whole number in decimal digits, or null for anything else. */
function wholeNumber(text: string | null): number | null {
  const number = text !== null && /^\d{1,16}$/.test(text) ? Number(text) : null;
  return number !== null && Number.isSafeInteger(number) ? number : null;
}

function askedMoment(parameters: URLSearchParams): AskedMoment | null {
  const t = wholeNumber(parameters.get("t"));
  if (t !== null) return { by: "time", t: traceTime(t) };
  const event = wholeNumber(parameters.get("event"));
  return event === null ? null : { by: "event", event };
}

function askedSelection(parameters: URLSearchParams): Selection | null {
  for (const kind of SELECTIONS) {
    const number = wholeNumber(parameters.get(kind));
    if (number !== null && number > 0) return selectionOf(kind, number);
  }
  return null;
}

function selectionOf(kind: Selection["kind"], number: number): Selection {
  switch (kind) {
    case "frame":
      return { kind, frame: number };
    case "socket":
      return { kind, socket: number };
    case "call":
      return { kind, call: number };
    default:
      return kind satisfies never;
  }
}

function numberOf(selection: Selection): number {
  switch (selection.kind) {
    case "frame":
      return selection.frame;
    case "socket":
      return selection.socket;
    case "call":
      return selection.call;
    default:
      return selection satisfies never;
  }
}

/** Reads `?t=1250000000&frame=12` (ns) or `?event=57`; what is unknown or broken is passed over. */
export function askedView(search: string): AskedView {
  const parameters = new URLSearchParams(search);
  return { moment: askedMoment(parameters), selection: askedSelection(parameters) };
}

/** The query that asks for `view`, with everything else in it as it was. */
export function withView(search: string, { moment, selection }: AskedView): string {
  const parameters = new URLSearchParams(search);
  for (const name of PARAMETERS) parameters.delete(name);
  if (moment?.by === "time") parameters.set("t", String(moment.t));
  if (moment?.by === "event") parameters.set("event", String(moment.event));
  if (selection) parameters.set(selection.kind, String(numberOf(selection)));
  const query = parameters.toString();
  return query === "" ? "" : `?${query}`;
}

/** What is asked for in every view, such as language and theme, without what belongs to one trace. */
export function withoutView(search: string): string {
  return withView(search, { moment: null, selection: null });
}
