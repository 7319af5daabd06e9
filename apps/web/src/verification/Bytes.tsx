import { useTranslation } from "react-i18next";
import { hexOf } from "../format/hex.ts";
import type { Cell } from "./passage-bytes.ts";

/** Bytes that stay together on a line, with a gap in their middle. */
const GROUP = 8;

/** @param missing what stands for a byte that is not there */
export function cellText(cell: Cell, missing = "··"): string {
  return cell === null ? missing : hexOf(cell);
}

interface BytesProps {
  readonly cells: readonly Cell[];
  /** Places that are not what they were. */
  readonly changed?: ReadonlySet<number>;
}

function groupsOf(cells: readonly Cell[]): { at: number; cells: readonly Cell[] }[] {
  const count = Math.ceil(cells.length / GROUP);
  return Array.from({ length: count }, (_, group) => ({
    at: group * GROUP,
    cells: cells.slice(group * GROUP, (group + 1) * GROUP),
  }));
}

/** Bytes in hex, eight by eight; what is not there yet is two dots. */
export function Bytes({ cells, changed }: BytesProps) {
  const { t } = useTranslation("verification");
  return (
    <code className="verification-bytes">
      {groupsOf(cells).map((group) => (
        <span key={group.at} className="verification-group">
          {group.cells.map((cell, index) => {
            const at = group.at + index;
            const after = index === GROUP - 1 ? "" : index === GROUP / 2 - 1 ? "  " : " ";
            if (cell === null) {
              return (
                <i key={at} title={t("bytes.missing")}>
                  {cellText(cell)}
                  {after}
                </i>
              );
            }
            return changed?.has(at) ? (
              <mark key={at} title={t("bytes.changed")}>
                {cellText(cell)}
                {after}
              </mark>
            ) : (
              <b key={at}>{hexOf(cell) + after}</b>
            );
          })}
        </span>
      ))}
    </code>
  );
}
