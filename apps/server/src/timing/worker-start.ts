import { z } from "zod";

/** What the worker is started with. */
export const TimingStart = z.object({ python: z.string() });
export type TimingStart = z.infer<typeof TimingStart>;
