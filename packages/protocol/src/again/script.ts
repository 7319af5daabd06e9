import { z } from "zod";
import { Command } from "../command.ts";
import { LIMITS } from "../limits.ts";

/** No wait of a person is told on for longer, in ms. */
export const MAX_STORY_MS = 60 * 60_000;
/** Of more frames let go together only the first are waited for. */
export const MAX_FRAMES = 64;

/** A frame or a program by what it is in every run of the same; see NamedThing of the trace. */
const Thing = z.strictObject({ name: z.string().max(128), nth: z.int().min(1).max(LIMITS.events) });

/** A point of a story, by how far it has come. */
export const StoryPoint = z.strictObject({
  /** Counts of the trace's ProgressMeter that have grown since the point before, and what they have grown to. */
  counts: z.record(z.string().max(96), z.int().min(1)),
  /** Frames that are there, and where they stand; `any`: on the wire or no longer. */
  frames: z
    .array(z.strictObject({ frame: Thing, is: z.enum(["any", "flying", "held", "over"]) }))
    .max(MAX_FRAMES),
  /** How long the story took from the point before to this one, in ms; a lab that takes much longer will not come there. */
  tookMs: z.int().min(0).max(MAX_STORY_MS),
});
export type StoryPoint = z.infer<typeof StoryPoint>;

/**
 * A command as a person gave it in the run before, and when: so long after the story had come to `at`. The numbers of a
 * frame and a program in it are those of the run before; `frame` and `program` say which are meant.
 */
export const AgainStep = z.strictObject({
  at: StoryPoint,
  waitMs: z.int().min(0).max(MAX_STORY_MS),
  command: Command,
  frame: Thing.nullable(),
  program: Thing.nullable(),
});
export type AgainStep = z.output<typeof AgainStep>;

/** What was done in one lab, for another to do it again and then stand still. */
export const AgainScript = z.strictObject({
  /** Id of the lab in which it was done; null where that is not known, as of a recording. */
  of: z.string().min(1).max(64).nullable(),
  /** `seq` of the event there at which to stand still. */
  event: z.int().min(0),
  steps: z.array(AgainStep).max(LIMITS.scriptSteps),
  goal: StoryPoint,
});
export type AgainScript = z.output<typeof AgainScript>;
