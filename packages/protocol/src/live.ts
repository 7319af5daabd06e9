import { TraceEvent, TraceTime } from "@wirestage/trace";
import { z } from "zod";
import { Command } from "./command.ts";
import { ErrorBody } from "./error.ts";

/** Messages on a lab's WebSocket. The first from the client is always `hello`. */
export const ClientMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("hello"),
    /** Without it the connection may watch and not command. */
    token: z.string().max(128).optional(),
  }),
  /** `id` is the client's own and comes back with the ack. */
  z.strictObject({ type: z.literal("command"), id: z.int().min(0), command: Command }),
  z.strictObject({ type: z.literal("ping"), id: z.int().min(0) }),
]);
export type ClientMessage = z.output<typeof ClientMessage>;
export type ClientMessageInput = z.input<typeof ClientMessage>;

export const ServerMessage = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("welcome"),
    lab: z.string(),
    mayCommand: z.boolean(),
    /** Trace time when this was sent, so that a page can tell what is in flight now. */
    now: TraceTime,
    /** `seq` that the next event will carry. */
    next: z.int().min(0),
  }),
  /** `events[0].seq` is `from`; batches of one connection join without gap or overlap. */
  z.object({
    type: z.literal("batch"),
    from: z.int().min(0),
    next: z.int().min(0),
    now: TraceTime,
    events: z.array(TraceEvent),
  }),
  z.object({ type: z.literal("ack"), id: z.int(), ok: z.literal(true) }),
  z.object({ type: z.literal("refused"), id: z.int().nullable(), error: ErrorBody }),
  z.object({ type: z.literal("watchers"), count: z.int().min(0) }),
  z.object({ type: z.literal("pong"), id: z.int(), now: TraceTime }),
  /** Why the connection is about to be closed. What is in the trace so far stays readable. */
  z.object({ type: z.literal("end"), error: ErrorBody }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
