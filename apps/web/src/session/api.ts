import {
  ErrorBody,
  type ErrorCode,
  Health,
  LabStatus,
  type OpenLabInput,
  OpenLabResponse,
} from "@wirestage/protocol";
import { z } from "zod";
import { ownerKey } from "./owner-key.ts";

export type ApiAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorBody }
  /** Nobody answered, or somebody else did. */
  | { readonly ok: false; readonly error: null };

/** Errors that say that a lab will never be reached again, whatever is tried. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  "lab_not_found",
  "lab_lost",
  "lab_idle",
  "lab_ended",
  "not_found",
  "origin_refused",
  "host_refused",
  "too_many_watchers",
]);

/** One request to the server; what it answers is read with `schema`. */
export async function ask<T>(schema: z.ZodType<T>, path: string, init?: RequestInit): Promise<ApiAnswer<T>> {
  try {
    const response = await fetch(path, init);
    const text = await response.text();
    const body: unknown = text === "" ? null : JSON.parse(text);
    if (response.ok) return { ok: true, value: schema.parse(body) };
    return { ok: false, error: ErrorBody.safeParse(body).data ?? null };
  } catch {
    return { ok: false, error: null };
  }
}

export function askHealth(): Promise<ApiAnswer<Health>> {
  return ask(Health, "/api/health");
}

/** Opens a lab whose recording will belong to this browser. */
export function openLab(request: OpenLabInput): Promise<ApiAnswer<OpenLabResponse>> {
  return ask(OpenLabResponse, "/api/labs", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...request, owner: ownerKey() }),
  });
}

/** Ends `lab` for everybody; the server forgets its trace. */
export function closeLab(lab: string, token: string): Promise<ApiAnswer<null>> {
  return ask(z.null(), `/api/labs/${encodeURIComponent(lab)}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}` },
  });
}

/** Why `lab` cannot be watched, or null where that is not known or may pass. */
export async function whyUnreachable(lab: string): Promise<ErrorBody | null> {
  const answer = await ask(LabStatus, `/api/labs/${encodeURIComponent(lab)}`);
  if (answer.ok || !answer.error) return null;
  return FINAL.has(answer.error.code) ? answer.error : null;
}

/** @param withSecrets whether it holds what programs were given as SECRET */
export function recordingPath(lab: string, withSecrets = false): string {
  return `/api/labs/${encodeURIComponent(lab)}/recording.pcapng${withSecrets ? "?secrets=1" : ""}`;
}

/**
 * All bytes of one frame of `lab`.
 * @throws Error where the server does not have them
 */
export async function fetchFrame(lab: string, frame: number, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(`/api/labs/${encodeURIComponent(lab)}/frames/${frame}`, { signal });
  if (!response.ok) throw new Error(`frame ${frame}: HTTP status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
