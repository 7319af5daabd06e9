import { KeptRecording, RecordingList } from "@wirestage/protocol";
import { z } from "zod";
import { type ApiAnswer, ask } from "../session/api.ts";
import { ownerKey } from "../session/owner-key.ts";

function pathOf(id: string): string {
  return `/api/recordings/${encodeURIComponent(id)}`;
}

function withKey(init: RequestInit = {}): RequestInit {
  return { ...init, headers: { ...init.headers, authorization: `Bearer ${ownerKey()}` } };
}

/** The recordings of this browser, newest first. */
export function askRecordings(): Promise<ApiAnswer<RecordingList>> {
  return ask(RecordingList, "/api/recordings", withKey());
}

export function askRecording(id: string): Promise<ApiAnswer<KeptRecording>> {
  return ask(KeptRecording, pathOf(id));
}

export function renameRecording(id: string, name: string | null): Promise<ApiAnswer<KeptRecording>> {
  const headers = { "content-type": "application/json" };
  return ask(
    KeptRecording,
    pathOf(id),
    withKey({ method: "PATCH", headers, body: JSON.stringify({ name }) }),
  );
}

export function deleteRecording(id: string): Promise<ApiAnswer<null>> {
  return ask(z.null(), pathOf(id), withKey({ method: "DELETE" }));
}

export function recordingFilePath(id: string): string {
  return `${pathOf(id)}/recording.pcapng`;
}
