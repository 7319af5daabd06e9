import type { Conversation } from "@wirestage/capture";
import type { TraceEvent } from "@wirestage/trace";
import type { TraceRemark } from "../../session/session.ts";
import type { OpenProblem } from "../problem.ts";

/** What the page asks of the worker that has its file. */
export type ToWorker =
  /** Always first. */
  | { readonly ask: "open"; readonly file: File }
  /** Only of a capture, once its conversations are known. */
  | { readonly ask: "show"; readonly conversation: Conversation }
  | { readonly ask: "frame"; readonly frame: number };

export type FromWorker =
  /** `done` of `size` bytes of the file, as it lies on disk. */
  | { readonly say: "progress"; readonly done: number; readonly size: number }
  /** A capture was looked through. `packets` stand in it. */
  | {
      readonly say: "survey";
      readonly conversations: readonly Conversation[];
      readonly packets: number;
      /** Packets that no conversation takes in. */
      readonly leftOut: number;
    }
  /** Some more events of the trace, in order. */
  | { readonly say: "events"; readonly events: readonly TraceEvent[] }
  /** All events are there. `numbers` are those of a capture's packets in the file, by frame, less one; null of a recording. */
  | {
      readonly say: "trace";
      readonly remarks: readonly TraceRemark[];
      readonly numbers: Uint32Array | null;
    }
  /** Null where the bytes are not to be had. */
  | { readonly say: "frame"; readonly frame: number; readonly bytes: Uint8Array | null }
  | { readonly say: "failed"; readonly problem: OpenProblem };
