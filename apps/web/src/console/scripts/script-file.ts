import { SCRIPT_LIMITS } from "@wirestage/console";
import { scriptName } from "./saved-scripts.ts";

/** A character of a script takes up to four bytes. */
const MOST_BYTES = 4 * SCRIPT_LIMITS.length;

export interface OpenedFile {
  readonly name: string;
  readonly text: string;
}

/** What a chosen file holds, line ends as here; null where it is no text, or longer than a script may be. */
export async function openedScript(file: File): Promise<OpenedFile | null> {
  if (file.size > MOST_BYTES) return null;
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const text = decoder.decode(await file.arrayBuffer()).replaceAll("\r\n", "\n");
    if (text.includes("\0") || text.length > SCRIPT_LIMITS.length) return null;
    return { name: scriptName(file.name.replace(/\.txt$/i, "")), text };
  } catch {
    return null;
  }
}

/** Hands `text` to the browser's downloads as a file that `openedScript` reads. */
export function downloadScript(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${scriptName(name) || "wirestage"}.txt`;
  link.click();
  URL.revokeObjectURL(url);
}
