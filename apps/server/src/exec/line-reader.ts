/** Far more than the longest message; a line that reaches it has no end. In UTF-16 units. */
const MAX_LINE = 64 * 1024;

/** Cuts what a connection brings into lines, whatever the chunks are. */
export class LineReader {
  #rest = "";

  /** The lines that `chunk` completes; null once one of them is too long, and then reading makes no sense any more. */
  push(chunk: string): string[] | null {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    const isTooLong = [...lines, this.#rest].some((line) => line.length > MAX_LINE);
    return isTooLong ? null : lines;
  }
}
