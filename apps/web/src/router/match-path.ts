/**
 * What `pattern` (`/lab/:id`) finds in `path`, by the names after its colons, or null where it does not fit. A slash at
 * the end does not matter.
 */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const wanted = segments(pattern);
  const given = segments(path);
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = decoded(given[index] ?? "");
    if (value === null) return null;
    if (segment.startsWith(":")) found[segment.slice(1)] = value;
    else if (segment !== value) return null;
  }
  return found;
}

function segments(path: string): string[] {
  return path.split("/").filter((segment) => segment !== "");
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
