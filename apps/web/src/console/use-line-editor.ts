import { type Completion, callAtCursor, type Fix, type Scope } from "@wirestage/console";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { checkedLine, lineAround, tellable } from "./line-check.ts";
import { type LineControl, useLine } from "./line-store.ts";
import { completedText, type Edited, useCompletions } from "./use-completions.ts";

/** A cursor place that the text area takes over once it shows the text that it belongs to. */
function useCursor(line: LineControl) {
  const area = useRef<HTMLTextAreaElement>(null);
  const wanted = useRef<number | null>(null);
  const [cursor, setCursor] = useState(line.text.length);
  useLayoutEffect(() => {
    if (wanted.current === null || !area.current) return;
    area.current.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  const edit = ({ text, cursor: at }: Edited) => {
    wanted.current = at;
    setCursor(at);
    line.write(text);
  };
  return { area, cursor, setCursor, edit };
}

/** Somebody else has written the line and wants it to be gone on with. */
function useFocusOnCall({ calls, text }: LineControl, area: RefObject<HTMLTextAreaElement | null>) {
  const known = useRef(calls);
  useEffect(() => {
    if (known.current === calls || !area.current) return;
    known.current = calls;
    area.current.focus();
    area.current.setSelectionRange(text.length, text.length);
  }, [calls, text, area]);
}

/** Everything about the line but what becomes of it when it is run. */
export function useLineEditor(host: string, scope: Scope) {
  const line = useLine(host);
  const { text } = line;
  const { area, cursor, setCursor, edit } = useCursor(line);
  const [insistedOn, insistOn] = useState<string | null>(null);
  useFocusOnCall(line, area);
  const at = Math.min(cursor, text.length);
  const completions = useCompletions(text, at, scope);
  const check = useMemo(() => checkedLine(text, scope), [text, scope]);
  const problems = tellable(check, text, at, insistedOn === text);
  const { from, to } = lineAround(text, at);
  const call = useMemo(
    () => callAtCursor(text.slice(from, to), at - from, scope),
    [text, from, to, at, scope],
  );
  const take = (completion: Completion) => {
    edit(completedText(text, completions, completion));
    completions.typed();
    area.current?.focus();
  };
  const mend = ({ from: start, to: end, text: put }: Fix) => {
    edit({ text: text.slice(0, start) + put + text.slice(end), cursor: start + put.length });
    completions.dismiss();
    area.current?.focus();
  };
  return {
    line,
    area,
    cursor: at,
    setCursor,
    edit,
    completions,
    check,
    problems,
    call,
    take,
    mend,
    insistOn,
  };
}

export type LineEditor = ReturnType<typeof useLineEditor>;
