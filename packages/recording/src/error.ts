/** Why a recording could not be read, or a trace not be recorded. */
export type RecordingErrorCode =
  | "not_a_pcapng"
  | "not_a_wirestage_recording"
  | "recording_too_new"
  | "recording_damaged"
  | "trace_not_recordable";

export type RecordingErrorFacts = Readonly<Record<string, string | number>>;

/** `message` tells a person what is wrong and what to do; `facts` hold the same for programs. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
  readonly code: RecordingErrorCode;
  readonly facts: RecordingErrorFacts;

  constructor(code: RecordingErrorCode, facts: RecordingErrorFacts, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.facts = facts;
  }
}

/** A recording that was ours and is no longer whole. `problem` is a clause, as "event 7 is missing". */
export function damaged(problem: string, facts: RecordingErrorFacts, cause?: unknown): RecordingError {
  const message = `This recording is damaged: ${problem}. Save it from Wirestage again, or use an earlier copy.`;
  return new RecordingError("recording_damaged", facts, message, cause);
}

/** @param what the thing whose version is newer: the recording's form, or that of its events. */
export function tooNew(
  what: "format" | "trace",
  found: number,
  known: number,
  application: string,
): RecordingError {
  const message =
    `This recording was made by ${application || "a newer Wirestage"}: its ${what} version is ${found}, ` +
    `and this Wirestage reads up to ${known}. Update Wirestage to open it; Wireshark can still show its frames.`;
  return new RecordingError("recording_too_new", { what, found, known, application }, message);
}

/** A trace that no recording can hold. `problem` is a clause, as "event 0 is not lab.opened". */
export function notRecordable(problem: string, facts: RecordingErrorFacts, cause?: unknown): RecordingError {
  const message = `This trace cannot be recorded: ${problem}. Give every event from seq 0 on, in order.`;
  return new RecordingError("trace_not_recordable", facts, message, cause);
}
