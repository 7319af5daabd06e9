import type { ToLab } from "@wirestage/protocol";
import { ApiError } from "../errors/api-error.ts";
import type { Timers } from "../timers.ts";
import type { LabListener, LabProcess } from "./lab-process.ts";

/** How long a process may take to open a lab, in ms; 5 are usual. */
const OPEN_MS = 10_000;

/** Opens a lab and passes on to `lab` all that is said of it. @throws ApiError where it did not open */
export function openInProcess(
  process: LabProcess,
  message: Extract<ToLab, { type: "open" }>,
  lab: LabListener,
  timers: Timers,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = timers.after(OPEN_MS, () => {
      process.close(message.lab);
      reject(
        new ApiError("internal", {}, "The lab did not open in time. The machine may be busy: try again."),
      );
    });
    process.open(message, {
      events: lab.events,
      lost: () => {
        cancel();
        lab.lost();
        reject(new ApiError("lab_lost", {}, "The process ended while it opened the lab. Try again."));
      },
      report: (report) => {
        if (report.type === "opened") {
          cancel();
          resolve();
        } else if (report.type === "open-failed") {
          cancel();
          process.close(message.lab);
          reject(new ApiError(report.error.code, report.error.facts, report.error.message));
        } else {
          lab.report(report);
        }
      },
    });
  });
}
