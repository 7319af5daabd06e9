/** What an Authorization header carries (RFC 6750 §2.1); null where there is none. */
export function bearer(header: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(header ?? "")?.[1] ?? null;
}
