/** A process of its own for probe.kernel.test.ts: prints what `probe` finds. */
import { probe } from "./index.ts";

process.stdout.write(JSON.stringify(probe()));
