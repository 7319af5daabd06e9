import type { ErrorBody, RecordingList } from "@wirestage/protocol";
import { useCallback, useEffect, useState } from "react";
import type { ApiAnswer } from "../session/api.ts";
import { browserTimer } from "../session/browser-timer.ts";
import { askRecordings, deleteRecording, renameRecording } from "./recordings-api.ts";

export type Recordings =
  | { readonly status: "loading" }
  /** Null where nobody answered. */
  | { readonly status: "failed"; readonly error: ErrorBody | null }
  /** `missed`: why the list is not newer, where it was asked for again in vain. */
  | { readonly status: "here"; readonly list: RecordingList; readonly missed: Refusal };

/** What became of something that was asked for: null where it was done. */
export type Refusal = { readonly error: ErrorBody | null } | null;

export interface RecordingsInHand {
  readonly recordings: Recordings;
  reload(): Promise<void>;
  rename(id: string, name: string | null): Promise<Refusal>;
  remove(id: string): Promise<Refusal>;
}

/** How often a list with a lab that still runs is asked for, in ms. */
const AGAIN_MS = 2_000;

function refusalOf<T>(answer: ApiAnswer<T>): Refusal {
  return answer.ok ? null : { error: answer.error };
}

/** An answer that is no list leaves what is shown, so that it can be asked for again. */
export function recordingsAfter(before: Recordings, answer: ApiAnswer<RecordingList>): Recordings {
  if (answer.ok) return { status: "here", list: answer.value, missed: null };
  if (before.status === "here") return { ...before, missed: { error: answer.error } };
  return { status: "failed", error: answer.error };
}

/** Takes answers in the order of their questions: one that a later question's has overtaken is dropped. */
export function inTurn<T>(take: (answer: T) => void): (question: Promise<T>) => Promise<void> {
  let asked = 0;
  let taken = 0;
  return async (question) => {
    asked += 1;
    const turn = asked;
    const answer = await question;
    if (turn < taken) return;
    taken = turn;
    take(answer);
  };
}

/** The list, asked for again while a lab in it runs and when the page is looked at again. */
export function useRecordings(): RecordingsInHand {
  const [recordings, setRecordings] = useState<Recordings>({ status: "loading" });
  const [take] = useState(() =>
    inTurn<ApiAnswer<RecordingList>>((answer) => setRecordings((before) => recordingsAfter(before, answer))),
  );
  const reload = useCallback(() => take(askRecordings()), [take]);
  useEffect(() => {
    void reload();
    const onFocus = () => void reload();
    addEventListener("focus", onFocus);
    return () => removeEventListener("focus", onFocus);
  }, [reload]);
  useEffect(() => {
    const isRunning =
      recordings.status === "here" && recordings.list.recordings.some(({ state }) => state === "running");
    return isRunning ? browserTimer(AGAIN_MS, () => void reload()) : undefined;
  }, [recordings, reload]);
  const afterwards = async <T>(asked: Promise<ApiAnswer<T>>): Promise<Refusal> => {
    const answer = await asked;
    await reload();
    return refusalOf(answer);
  };
  return {
    recordings,
    reload,
    rename: (id, name) => afterwards(renameRecording(id, name)),
    remove: (id) => afterwards(deleteRecording(id)),
  };
}
