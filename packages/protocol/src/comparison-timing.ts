import { z } from "zod";

/** How bytes are compared; the last two are those of CPython. */
export const ComparisonMethod = z.enum([
  "stops-at-difference",
  "buffer-equals",
  "timing-safe-equal",
  "python-equals",
  "python-compare-digest",
]);
export type ComparisonMethod = z.infer<typeof ComparisonMethod>;

/** Length of what is compared, in bytes: an HMAC with SHA-256. */
export const COMPARED_BYTES = 32;

/** Wrong answers that agree with the right one in so many bytes from the first. */
export const AGREEING_BYTES = [0, 8, 16, 24, 31] as const;

const Nanoseconds = z.number().min(0);

/** What was measured with one clock: a method for each way to compare. */
export const TimedMethod = z.object({
  method: ComparisonMethod,
  /** Comparisons between two readings of the clock. */
  batch: z.int().min(1),
  /** Smallest difference between two readings of the clock, in ns. */
  clockStepNs: Nanoseconds,
  timings: z.array(
    z.object({
      agreeing: z.int().min(0).max(COMPARED_BYTES),
      /** One comparison, in ns: a batch each. The n-th of every `agreeing` were measured in the same round, in random order. */
      nanoseconds: z.array(Nanoseconds),
    }),
  ),
});
export type TimedMethod = z.infer<typeof TimedMethod>;

/** Answer of `POST /api/comparison-timing`. */
export const ComparisonTiming = z.object({
  comparedBytes: z.int(),
  methods: z.array(TimedMethod),
  /** The version of the CPython that was measured, or null where there is none. */
  python: z.string().nullable(),
});
export type ComparisonTiming = z.infer<typeof ComparisonTiming>;
