import { isFrameOrigin, TraceEvent, withoutSecrets } from "@wirestage/trace";
import { notRecordable } from "./error.ts";

/** An event as it goes into a file, and its JSON on one line where that is at hand. */
export interface Taken {
  readonly event: TraceEvent;
  readonly json: string | null;
}

/** Takes the events of one trace in their order, as text or not, and leaves secrets out unless they are kept. */
export class TraceIntake {
  readonly #keepsSecrets: boolean;
  #events = 0;
  #frames = 0;

  constructor(secrets: "kept" | "withheld") {
    this.#keepsSecrets = secrets === "kept";
  }

  /** How many were taken; the `seq` of the next. */
  get events(): number {
    return this.#events;
  }

  /** @throws RecordingError `trace_not_recordable` where it is malformed or not the next; it was not taken then */
  take(given: TraceEvent | string): Taken {
    const whole = typeof given === "string" ? parseEvent(given, this.#events) : given;
    const event = this.#keepsSecrets ? whole : withoutSecrets(whole);
    this.#requirePlace(event);
    this.#events += 1;
    if (isFrameOrigin(event)) this.#frames += 1;
    // JSON may be spread over lines, but a line of ours is one event.
    const isLine = typeof given === "string" && event === whole && !given.includes("\n");
    return { event, json: isLine ? given : null };
  }

  /** Wireshark counts packets, so frame n must be the n-th; readers find a missing event by its `seq`. */
  #requirePlace(event: TraceEvent): void {
    const seq = this.#events;
    if (event.seq !== seq) throw notRecordable(`event ${seq} is missing`, { seq, found: event.seq });
    if ((event.kind === "lab.opened") !== (seq === 0)) {
      throw notRecordable("lab.opened is not its first event, and that alone", { seq, kind: event.kind });
    }
    const frame = this.#frames + 1;
    if (!isFrameOrigin(event) || event.frame === frame) return;
    throw notRecordable(`frame ${frame} is missing`, { seq, frame, found: event.frame });
  }
}

function parseEvent(json: string, seq: number): TraceEvent {
  try {
    return TraceEvent.parse(JSON.parse(json));
  } catch (error) {
    throw notRecordable(`event ${seq} is not one of a trace`, { seq }, error);
  }
}
