import { z } from "zod";

/** Vite's build manifest (vite.dev, "Backend Integration"). */
const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
);

/**
 * Files that a browser loads before the first view can be drawn: the entries, all that they import
 * statically, and the styles of all of these.
 * @throws ZodError where the text is no such manifest
 */
export function firstView(manifestText: string): readonly string[] {
  const manifest = Manifest.parse(JSON.parse(manifestText));
  const files = new Set<string>();
  const visited = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || visited.has(key)) return;
    visited.add(key);
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) visit(key);
  return [...files].sort();
}
