import type { TraceEvent } from "@wirestage/trace";

/** Saves the events that the page has as JSON, for when no server is left that could write a recording. */
export function saveTrace(lab: string, events: readonly TraceEvent[]): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(events)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `wirestage-${lab}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
