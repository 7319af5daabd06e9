import { writeRecording } from "@wirestage/recording";
import type { App } from "../app-instance.ts";
import type { LabRegistry } from "../labs/lab-registry.ts";
import { LabParams } from "./labs.ts";

/** Writing a long trace takes the server a second or more, so that one address may not ask for it all the time. */
const RECORDINGS_PER_MINUTE = 60;

export function addRecordingRoute(app: App, registry: LabRegistry, version: string): void {
  app.get(
    "/api/labs/:id/recording.pcapng",
    {
      config: { rateLimit: { max: RECORDINGS_PER_MINUTE } },
      schema: {
        summary: "The trace so far as one file that Wireshark opens",
        params: LabParams,
        produces: ["application/x-pcapng"],
      },
    },
    async (request, reply) => {
      const { store } = registry.get(request.params.id);
      const recording = writeRecording(store.lines, {
        application: `Wirestage ${version}`,
        frames: (frame) => store.keptFrame(frame),
      });
      return reply
        .type("application/x-pcapng")
        .header("content-disposition", 'attachment; filename="wirestage.pcapng"')
        .send(Buffer.from(recording.buffer, recording.byteOffset, recording.byteLength));
    },
  );
}
