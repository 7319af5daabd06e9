import { ComparisonTiming } from "@wirestage/protocol";
import type { App } from "../app-instance.ts";
import type { TimingDesk } from "../timing/timing-desk.ts";

/** A measurement takes a processor half a second or more, so that one address may not ask for it all the time. */
const TIMINGS_PER_MINUTE = 20;

export function addComparisonTimingRoute(app: App, desk: TimingDesk): void {
  app.post(
    "/api/comparison-timing",
    {
      config: { rateLimit: { max: TIMINGS_PER_MINUTE } },
      schema: {
        summary: "Time how long it takes to compare a wrong answer with the right one, in several ways",
        response: { 200: ComparisonTiming },
      },
    },
    async () => desk.measure(),
  );
}
