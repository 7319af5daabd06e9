import { z } from "zod";

/*
 * What differed in version 1, frozen: nothing here is taken from the trace of today, which may mean something else.
 * Until version 2 is released it still grows: a fact that events get goes in here, with what its absence meant.
 */

const Host = z.looseObject({
  /** Hosts had no IPv6 address. */
  address6: z.string().nullable().default(null),
});

const LabOpened = z
  .looseObject({
    kind: z.literal("lab.opened"),
    version: z.literal(1),
    hosts: z.array(Host),
    /** Nobody wrote down what the lab was asked for. */
    request: z.record(z.string(), z.unknown()).nullable().default(null),
    /** Every trace was a lab's. */
    capture: z.null().default(null),
  })
  .transform((opened) => ({ ...opened, version: 2 }));

const ProgramEnded = z.looseObject({
  kind: z.literal("program.ended"),
  /** No program went beyond a limit. */
  limit: z.string().nullable().default(null),
});

const Changed = z.discriminatedUnion("kind", [LabOpened, ProgramEnded]);

/** An event of version 1 as version 2 has it; whatever is not one comes back as it is, and version 2 refuses it. */
export function upgrade1To2(event: unknown): unknown {
  const parsed = Changed.safeParse(event);
  return parsed.success ? parsed.data : event;
}
