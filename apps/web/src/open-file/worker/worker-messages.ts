import type { Conversation } from "@wirestage/capture";
import type { TraceEvent } from "@wirestage/trace";
import type { TraceRemark } from "../../session/session.ts";
import type { OpenProblem } from "../problem.ts";

/** What the page asks of the worker that has its file. `trace` numbers the traces made of the file; the first is 0. */
export type ToWorker =
  /** Always first. A recording becomes trace 0. */
  | { readonly ask: "open"; readonly file: File }
  /** Only of a capture, once its conversations are known. A trace that is still being made is given up. */
  | { readonly ask: "show"; readonly trace: number; readonly conversation: Conversation }
  /** The page shows this trace now: the others' frames are not asked for any more. */
  | { readonly ask: "took"; readonly trace: number }
  /** `id` tells this question from others. */
  | { readonly ask: "frame"; readonly id: number; readonly trace: number; readonly frame: number }
  /** Nobody waits for the answer to frame question `id` any more. */
  | { readonly ask: "no-frame"; readonly id: number };

export type FromWorker =
  /** `done` of `size` bytes of the file, as it lies on disk. */
  | { readonly say: "progress"; readonly trace: number; readonly done: number; readonly size: number }
  /** A capture was looked through. `packets` stand in it. */
  | {
      readonly say: "survey";
      readonly conversations: readonly Conversation[];
      readonly packets: number;
      /** Packets that no conversation takes in. */
      readonly leftOut: number;
    }
  /** Some more events of the trace, in order. */
  | { readonly say: "events"; readonly trace: number; readonly events: readonly TraceEvent[] }
  /** All events are there. `numbers` are those of a capture's packets in the file, by frame, less one; null of a recording. */
  | {
      readonly say: "trace";
      readonly trace: number;
      readonly remarks: readonly TraceRemark[];
      readonly numbers: Uint32Array | null;
    }
  /** Null where the bytes are not to be had. */
  | { readonly say: "frame"; readonly id: number; readonly bytes: Uint8Array | null }
  | { readonly say: "failed"; readonly trace: number; readonly problem: OpenProblem };
