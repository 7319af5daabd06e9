import type { OpenLab } from "@wirestage/protocol";

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

/** Open labs, newest last, as lines for a person; `now` in ms since 1970. */
export function listLabs(labs: readonly OpenLab[], now: number): string {
  if (labs.length === 0) return "No lab is open. Open one on the page of your Wirestage.\n";
  const rows = [...labs]
    .sort((a, b) => a.wallClock.localeCompare(b.wallClock))
    .map((lab) => [lab.id, ageOf(lab, now), programsOf(lab)]);
  const table = [["LAB", "AGE", "PROGRAMS"], ...rows];
  const widths = [0, 1].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}

function ageOf({ wallClock }: OpenLab, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(wallClock)) / 1_000));
  if (seconds < MINUTE_S) return `${seconds} s`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min`;
  return `${Math.floor(seconds / HOUR_S)} h`;
}

function programsOf({ programs }: OpenLab): string {
  return programs.map(({ name, host }) => `${name} (${host})`).join(", ") || "none";
}
