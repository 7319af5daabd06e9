import type { Cause, EventFacts, TraceTime, WireActor } from "@wirestage/trace";

/** What the origin of a frame says of it. */
export interface NumberedFrame {
  readonly frame: number;
  /** Base64, to the snap length. */
  readonly bytes: string;
  readonly length: number;
}

/** How a frame comes onto the wire; `sent` by a kernel. */
export type Origin =
  | { readonly kind: "frame.sent"; readonly cause: Cause }
  | { readonly kind: "frame.copied"; readonly of: number; readonly by: WireActor; readonly position: number }
  | { readonly kind: "frame.injected"; readonly by: WireActor; readonly position: number };

/** Written out, because copying unknown objects takes longer than all else that is done for a frame. */
export function originFact(
  origin: Origin,
  { frame, bytes, length }: NumberedFrame,
  host: string,
  due: TraceTime | null,
): EventFacts {
  switch (origin.kind) {
    case "frame.sent":
      return { kind: "frame.sent", frame, bytes, length, host, due, cause: origin.cause };
    case "frame.copied": {
      const { of, by, position } = origin;
      return { kind: "frame.copied", frame, bytes, length, host, due, of, by, position };
    }
    case "frame.injected": {
      const { by, position } = origin;
      return { kind: "frame.injected", frame, bytes, length, host, due, by, position };
    }
    default:
      return origin satisfies never;
  }
}
