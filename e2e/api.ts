import type { APIRequestContext } from "@playwright/test";
import { type OpenLabInput, OpenLabResponse, TracePage } from "@wirestage/protocol";
import type { TraceEvent } from "@wirestage/trace";

/** @param data with `owner` where its recording is to belong to somebody */
export async function openLab(
  api: APIRequestContext,
  data: OpenLabInput & { readonly owner?: string },
): Promise<OpenLabResponse> {
  return OpenLabResponse.parse(await (await api.post("/api/labs", { data })).json());
}

/** All that is in the trace now, as the pages of the plain GET tell it. */
export async function readTrace(api: APIRequestContext, lab: string): Promise<TraceEvent[]> {
  const all: TraceEvent[] = [];
  for (;;) {
    const answer = await api.get(`/api/labs/${lab}/trace?from=${all.length}`);
    const { events } = TracePage.parse(await answer.json());
    if (events.length === 0) return all;
    all.push(...events);
  }
}
