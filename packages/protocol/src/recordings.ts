import { z } from "zod";
import { LIMITS } from "./limits.ts";

/** Of a recording, and of the lab that it was made of: 128 random bits in base64url. */
export const RecordingId = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/**
 * Whose recordings they are: a random text that a browser makes and keeps, and that the server keeps only as a hash.
 * The token of a lab that was opened without one is the key to its recording.
 */
export const OwnerKey = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/);

/** What a person calls a recording: one line without control characters, nor any that turn the direction of what follows. */
export const RecordingName = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.recordingName)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}]+$/u);

/** One recording that the server keeps. */
export const KeptRecording = z.object({
  id: RecordingId,
  /** Null until somebody gives it one. Only those without go when there is no more room. */
  name: RecordingName.nullable(),
  /** When its lab was opened, ISO 8601. */
  startedAt: z.string(),
  /** `running`: its lab goes on. `cut`: it breaks off where the server or its disk did, and holds what came before. */
  state: z.enum(["running", "ended", "cut"]),
  /** Names of the programs that ran, each once, in their order; the first few. */
  programs: z.array(z.string()),
  events: z.int().min(0),
  frames: z.int().min(0),
  /** Trace time of its last event, in ns. */
  durationNs: z.int().min(0),
  /** Of the file. */
  bytes: z.int().min(0),
});
export type KeptRecording = z.infer<typeof KeptRecording>;

/**
 * Why no recording is kept from now on. `off`: somebody wants it so. `directory_unusable`, `directory_in_use`: by rights,
 * or by another server. `disk`: it could not be written. `full`: all that could go has a name.
 * `outgrown`: one took half of all room, or those of running labs take what is left, and it breaks off.
 */
export const KeepingProblem = z.object({
  code: z.enum(["off", "directory_unusable", "directory_in_use", "disk", "full", "outgrown"]),
  /** An English sentence that says what to do; the page has its own for each code and language. */
  message: z.string(),
});
export type KeepingProblem = z.infer<typeof KeepingProblem>;

export const Keeping = z.object({
  /** Null where recordings are kept. */
  problem: KeepingProblem.nullable(),
  /** Of all recordings on this server. */
  usedBytes: z.int().min(0),
  limitBytes: z.int().min(0),
});
export type Keeping = z.infer<typeof Keeping>;

/** Answer to `GET /api/recordings`: newest first. */
export const RecordingList = z.object({ recordings: z.array(KeptRecording), keeping: Keeping });
export type RecordingList = z.infer<typeof RecordingList>;

/** Body of `PATCH /api/recordings/:id`; null takes the name away. */
export const RenameRecording = z.strictObject({ name: RecordingName.nullable() });
export type RenameRecording = z.infer<typeof RenameRecording>;
