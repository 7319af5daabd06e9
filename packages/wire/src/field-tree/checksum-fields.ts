import type { ChecksumVerdict } from "../checksum-verdict.ts";
import type { Slot } from "../slot.ts";
import { derivedField, type Field } from "./field.ts";
import { hexNumber } from "./show.ts";

/**
 * The verdict as derived fields `<id>.status`, whose value is the verdict's `status`, and `<id>_calculated`.
 * @param start offset of the header that holds the checksum
 */
export function checksumFields(
  verdict: ChecksumVerdict | null,
  slot: Slot,
  start: number,
  statusName = "Checksum Status",
): Field[] {
  if (verdict === null) return [];
  const range = [start + slot.at, start + slot.at + slot.size] as const;
  const status = derivedField(`${slot.id}.status`, statusName, verdict.status, range);
  const right = rightChecksum(verdict);
  if (right === null) return [status];
  const name = "Calculated Checksum";
  return [status, derivedField(`${slot.id}_calculated`, name, right, range, hexNumber(right, 4))];
}

function rightChecksum(verdict: ChecksumVerdict): number | null {
  switch (verdict.status) {
    case "good":
      return verdict.found;
    case "bad":
      return verdict.expected;
    case "absent":
    case "unverifiable":
      return null;
    default:
      return verdict satisfies never;
  }
}
