import type { ProgramState } from "@wirestage/trace";
import { useEffect, useRef, useState } from "react";
import { browserTimer } from "../../session/browser-timer.ts";
import { useLog, useSession, useTraceState } from "../../session/hooks.ts";
import { useNotices } from "../../status/notices.ts";
import { TerminalFeed } from "./terminal-feed.ts";
import { TypedKeys } from "./typed-keys.ts";
import { XtermScreen } from "./xterm-screen.ts";

interface XtermViewProps {
  readonly program: ProgramState;
  /** Accessible name of where one types. */
  readonly label: string;
  readonly readOnly: boolean;
  /** What the screen says, whenever that has changed. */
  readonly onText: (text: string) => void;
}

/** A size that is still being dragged is not told. */
const RESIZE_PAUSE_MS = 200;

/** Sends keys to the program shown, in order. */
function useTyping(program: number): (data: string) => void {
  const session = useSession();
  const keys = useRef<{ readonly program: number; readonly typed: TypedKeys } | null>(null);
  return (data) => {
    if (keys.current?.program !== program) {
      const typed = new TypedKeys(
        (part) => session.command({ do: "program.type", program, data: part }),
        (error) => useNotices.getState().show({ kind: "refused", error }),
      );
      keys.current = { program, typed };
    }
    keys.current.typed.type(data);
  };
}

/** Tells the lab how large the program's terminal is; of a program that has ended meanwhile that is of no use. */
function useResizing(program: number, readOnly: boolean): (columns: number, rows: number) => void {
  const session = useSession();
  const cancel = useRef<(() => void) | null>(null);
  return (columns, rows) => {
    cancel.current?.();
    if (readOnly) return;
    cancel.current = browserTimer(RESIZE_PAUSE_MS, () => {
      void session.command({ do: "program.resize", program, columns, rows });
    });
  };
}

/** Always the newest function under one name, for those who keep it. */
function useLatest<F>(wanted: F): { readonly current: F } {
  const latest = useRef(wanted);
  useEffect(() => {
    latest.current = wanted;
  });
  return latest;
}

function useScreen(props: XtermViewProps) {
  const { program } = props.program.started;
  const element = useRef<HTMLDivElement>(null);
  const screen = useRef<XtermScreen | null>(null);
  const typed = useLatest(useTyping(program));
  const resized = useLatest(useResizing(program, props.readOnly));
  const told = useLatest(props.onText);
  const label = useRef(props.label);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const opened = new XtermScreen({
      element: element.current,
      label: label.current,
      typed: (data) => typed.current(data),
      resized: (columns, rows) => {
        setWidth(columns);
        resized.current(columns, rows);
      },
      told: (text) => told.current(text),
    });
    screen.current = opened;
    return () => {
      screen.current = null;
      opened.close();
    };
  }, [typed, resized, told]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another program has to be told the size that the screen has.
  useEffect(() => {
    if (!screen.current) return;
    screen.current.readOnly = props.readOnly;
    const { columns, rows } = screen.current.size;
    resized.current(columns, rows);
  }, [props.readOnly, program, resized]);
  return { element, screen, width };
}

/** The terminal of a program as it was at the playhead. */
export function XtermView(props: XtermViewProps) {
  const { program } = props.program.started;
  const log = useLog();
  const { next } = useTraceState();
  const { element, screen, width } = useScreen(props);
  const feed = useRef<{ readonly of: XtermScreen; readonly feed: TerminalFeed } | null>(null);
  useEffect(() => {
    const shown = screen.current;
    if (!shown) return;
    if (feed.current?.of !== shown) feed.current = { of: shown, feed: new TerminalFeed() };
    const said = log.said(program, log.latest.t);
    const count = said.findLastIndex(({ seq }) => seq < next) + 1;
    shown.write(feed.current.feed.next(program, said, count, width));
  });
  return <div ref={element} className="terminal-screen" data-page-keys={props.readOnly || undefined} />;
}
