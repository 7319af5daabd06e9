import type { KeepingProblem } from "@wirestage/protocol";

/** @param why the name of a system's error, or a clause */
export type ProblemFacts =
  | { readonly code: "off" | "full" | "outgrown" | "directory_in_use" }
  | { readonly code: "directory_unusable" | "disk"; readonly why: string };

/** Why no recording is kept from now on, and what to do. Whoever visits reads it: where the directory is stands in the log. */
export function keepingProblem(facts: ProblemFacts): KeepingProblem {
  return { code: facts.code, message: sentence(facts) };
}

function sentence(facts: ProblemFacts): string {
  switch (facts.code) {
    case "off":
      return "No recordings are kept here. Set WIRESTAGE_RECORDINGS_BYTES to more than 0 to keep them.";
    case "full":
      return "No more recordings are kept: those that are there have names and take all the room. Delete some, or set WIRESTAGE_RECORDINGS_BYTES higher.";
    case "outgrown":
      return "A recording breaks off: it took half of all room, or those of labs that still run take what is left. The next lab is tried again; set WIRESTAGE_RECORDINGS_BYTES higher for longer ones.";
    case "directory_unusable":
      return `Recordings cannot be kept in their directory (${facts.why}). Set WIRESTAGE_RECORDINGS_DIRECTORY to a directory where Wirestage may write.`;
    case "directory_in_use":
      return "Another Wirestage keeps its recordings in the same directory. Set WIRESTAGE_RECORDINGS_DIRECTORY to another one for one of them.";
    case "disk":
      return `A recording could not be written (${facts.why}), and breaks off there. Make room on the disk; the next lab is tried again.`;
    default:
      return facts satisfies never;
  }
}
