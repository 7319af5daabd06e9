/**
 * Cuts text into lines at U+000A alone, whatever the chunks are. Not node:readline: from Node 24 on it also cuts at
 * U+2028 and U+2029, which JSON strings may hold as they are.
 */
export class LineSplitter {
  readonly #take: (line: string) => void;
  #rest = "";

  constructor(take: (line: string) => void) {
    this.#take = take;
  }

  push(chunk: string): void {
    const lines = (this.#rest + chunk).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#take(line);
  }
}
