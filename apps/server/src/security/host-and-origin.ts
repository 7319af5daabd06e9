import { isIP } from "node:net";
import { ApiError } from "../errors/api-error.ts";

export interface Addressed {
  readonly method: string;
  readonly isUpgrade: boolean;
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

/** RFC 9110 §9.2.1: methods that change nothing. */
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what a foreign page could make a browser send here.
 * Host: a name of which the attacker's own server was the owner (DNS rebinding) is not one of ours; an IP address or
 * `localhost` cannot be such a name. Origin: it must be the very host that the request went to.
 * @throws ApiError `host_refused`, `origin_refused`
 */
export function checkAddressed(request: Addressed, allowedNames: ReadonlySet<string>): void {
  const name = hostNameOf(request.host ?? "");
  if (name === null || !isOwnName(name, allowedNames)) {
    throw new ApiError("host_refused", { host: request.host ?? "" });
  }
  const { origin } = request;
  if (origin === undefined || (SAFE_METHODS.has(request.method) && !request.isUpgrade)) return;
  if (!isOwnOrigin(origin, request.host ?? "", allowedNames))
    throw new ApiError("origin_refused", { origin });
}

function isOwnName(name: string, allowedNames: ReadonlySet<string>): boolean {
  const bare = name.startsWith("[") ? name.slice(1, -1) : name;
  return bare === "localhost" || isIP(bare) !== 0 || allowedNames.has(bare);
}

/** Scheme is left out: a proxy may speak TLS in front of us. */
function isOwnOrigin(origin: string, host: string, allowedNames: ReadonlySet<string>): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (url === null || url.host === "") return false;
  return url.host === host.toLowerCase() || allowedNames.has(url.hostname);
}

/** RFC 9110 §7.2: a name or address, an IPv6 address in brackets, and perhaps a port. */
function hostNameOf(host: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/.exec(host.toLowerCase());
  return match?.[1] ?? null;
}
