import { type AskedMoment, type AskedView, askedView, withView } from "../router/view-address.ts";
import type { Selection, Session } from "../session/session.ts";

/** How long what the address asks for is waited for, in ms; after that the page stays where it is. */
const WAIT_MS = 5_000;
/** The address is written no more often than this, in ms. */
const WRITE_MS = 300;

/** What keeping the view in the address needs of the page. */
export interface AddressParts {
  readonly search: () => string;
  readonly replaceSearch: (search: string) => void;
  readonly selection: {
    get(): Selection | null;
    set(selection: Selection): void;
    subscribe(listener: () => void): () => void;
  };
  /** Calls `action` after `ms`; returns how to take it back. */
  readonly after: (ms: number, action: () => void) => () => void;
}

/** Whether the moment lies in what is known of the trace. */
function isKnown({ log, link, now }: Session, moment: AskedMoment): boolean {
  if (moment.by === "event") return log.events.length > moment.event;
  return link.state.status !== "connecting" && moment.t <= now();
}

function isThere({ log }: Session, selection: Selection): boolean {
  switch (selection.kind) {
    case "frame":
      return log.frames.length >= selection.frame;
    case "socket":
      return log.socketEvents.some(({ socket }) => socket === selection.socket);
    case "call":
      return log.calls.length >= selection.call;
    default:
      return selection satisfies never;
  }
}

function goThere({ player }: Session, moment: AskedMoment): void {
  if (moment.by === "event") player.seekEvent(moment.event);
  else player.seek(moment.t);
}

/** The moment that is looked at, as far as it is one that stays: what plays or is live has none. */
function momentOf({ player, playhead, log, state }: Session): AskedMoment | null {
  if (player.state.mode !== "paused") return null;
  const { next } = state();
  return next === log.countAt(playhead.t) ? { by: "time", t: playhead.t } : { by: "event", event: next - 1 };
}

/**
 * Goes to the moment and selection that the address asks for as soon as they are known, unless somebody went elsewhere
 * before; from then on the address tells what is looked at. Returns how to stop.
 */
export function keepViewInAddress(session: Session, parts: AddressParts): () => void {
  const asked = askedView(parts.search());
  let stop = () => {};
  const keep = () => {
    stop();
    stop = writeView(session, parts);
  };
  stop = openView(session, asked, parts, keep);
  return () => stop();
}

function openView(session: Session, asked: AskedView, parts: AddressParts, done: () => void): () => void {
  let { moment, selection } = asked;
  const step = () => {
    if (moment && session.player.moves > 0) return done();
    if (moment) {
      if (!isKnown(session, moment)) return;
      goThere(session, moment);
      moment = null;
      // The selection is shown once the stage has gone to the moment.
      return;
    }
    if (selection && !isThere(session, selection)) return;
    if (selection) parts.selection.set(selection);
    selection = null;
    done();
  };
  const unsubscribe = session.playhead.subscribe(step);
  const cancel = parts.after(WAIT_MS, done);
  return () => {
    unsubscribe();
    cancel();
  };
}

function writeView(session: Session, parts: AddressParts): () => void {
  let cancel: (() => void) | null = null;
  const write = () => {
    cancel = null;
    if (session.player.state.mode === "playing") return;
    const view = { moment: momentOf(session), selection: parts.selection.get() };
    parts.replaceSearch(withView(parts.search(), view));
  };
  const soon = () => {
    cancel ??= parts.after(WRITE_MS, write);
  };
  const unsubscribe = [session.playhead, session.player, parts.selection].map((each) => each.subscribe(soon));
  soon();
  return () => {
    for (const each of unsubscribe) each();
    cancel?.();
  };
}
