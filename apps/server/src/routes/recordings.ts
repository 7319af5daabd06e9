import { KeptRecording, RecordingList, RenameRecording } from "@wirestage/protocol";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";
import type { RecordingArchive } from "../recordings/kept/archive.ts";
import { ownerOf } from "../recordings/kept/recording-keeper.ts";
import { bearer } from "../security/bearer.ts";

/** A recording may be large, so that one address may not ask for one all the time. */
const DOWNLOADS_PER_MINUTE = 120;

const RecordingParams = z.object({ id: z.string() });
const security = [{ ownerKey: [] }];

/** The recordings that are kept. Whoever knows the id of one may read it, as with a lab; the rest needs its owner's key. */
export function addRecordingsRoutes(app: App, archive: RecordingArchive): void {
  app.get(
    "/api/recordings",
    {
      schema: {
        summary: "The recordings of whoever has the key, newest first, and the room that all take",
        security,
        response: { 200: RecordingList },
      },
    },
    async (request) => {
      const recordings = archive.list(ownerIn(request));
      return { recordings, keeping: archive.keeping };
    },
  );
  app.get(
    "/api/recordings/:id",
    {
      schema: {
        summary: "What is known of a recording",
        params: RecordingParams,
        response: { 200: KeptRecording },
      },
    },
    async (request) => archive.get(request.params.id),
  );
  app.patch(
    "/api/recordings/:id",
    {
      schema: {
        summary: "Give a recording a name, or take it away; those with a name are not deleted to make room",
        params: RecordingParams,
        body: RenameRecording,
        security,
        response: { 200: KeptRecording },
      },
    },
    async (request) => archive.rename(request.params.id, ownerIn(request), request.body.name),
  );
  app.delete(
    "/api/recordings/:id",
    {
      schema: {
        summary: "Delete a recording; its lab, if it still runs, goes on and is no longer recorded",
        params: RecordingParams,
        security,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await archive.remove(request.params.id, ownerIn(request));
      return reply.code(204).send(null);
    },
  );
  addDownload(app, archive);
}

function addDownload(app: App, archive: RecordingArchive): void {
  app.get(
    "/api/recordings/:id/recording.pcapng",
    {
      config: { rateLimit: { max: DOWNLOADS_PER_MINUTE } },
      schema: {
        summary: "The file, which Wireshark opens; while its lab runs, as far as it was written",
        params: RecordingParams,
        produces: ["application/x-pcapng"],
      },
    },
    async (request, reply) => {
      const { file, bytes, recording } = await archive.read(request.params.id);
      return reply
        .type("application/x-pcapng")
        .header("content-length", bytes)
        .header("content-disposition", dispositionOf(recording))
        .send(file.createReadStream({ end: bytes - 1 }));
    },
  );
}

/** RFC 6266: a plain name for all, and beside it the recording's own. */
function dispositionOf({ id, name }: KeptRecording): string {
  const plain = `attachment; filename="wirestage-${id}.pcapng"`;
  if (name === null) return plain;
  // RFC 5987: encodeURIComponent leaves these as they are, and they are not allowed there.
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `${plain}; filename*=UTF-8''${encoded}.pcapng`;
}

/** @throws ApiError `key_missing` */
function ownerIn({ headers }: FastifyRequest): string {
  const key = bearer(headers.authorization);
  if (key === null) throw new ApiError("key_missing");
  return ownerOf(key);
}
