import { useTranslation } from "react-i18next";
import { type ByteRow, byteRows, type PlacedPart, placed } from "./byte-rows.ts";
import type { Part } from "./stages.ts";

/** More bytes than this are counted, not shown. */
const SHOWN_BYTES = 256;

function Legend({ parts }: { readonly parts: readonly PlacedPart[] }) {
  const { t } = useTranslation("inside-hmac");
  const extent = ({ bytes, first, last }: PlacedPart) => {
    if (bytes.length === 0) return t("empty");
    return parts.length === 1 ? t("length", { count: bytes.length }) : t("range", { first, last });
  };
  return (
    <figcaption className="hmac-legend">
      {parts.map((part) => (
        <span key={part.role} className={`hmac-role-${part.role}`}>
          <b>{t(`role.${part.role}`)}</b> <span>{extent(part)}</span>
        </span>
      ))}
    </figcaption>
  );
}

function Row({ row }: { readonly row: ByteRow }) {
  return (
    <tr>
      <th scope="row">{row.offset}</th>
      {row.cells.map(({ offset, hex, role }) => (
        <td key={offset} className={`hmac-role-${role}`}>
          {hex}
        </td>
      ))}
    </tr>
  );
}

interface ByteBlockProps {
  readonly parts: readonly Part[];
  /** Bytes in a row. */
  readonly width: number;
}

/** Bytes one behind the other in hex, each in the colour of what it is, the place of the first in front of each row. */
export function ByteBlock({ parts, width }: ByteBlockProps) {
  const { t } = useTranslation("inside-hmac");
  const total = parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return (
    <figure className="hmac-bytes">
      <Legend parts={placed(parts)} />
      <table>
        <tbody>
          {byteRows(parts, width, SHOWN_BYTES).map((row) => (
            <Row key={row.offset} row={row} />
          ))}
        </tbody>
      </table>
      {total > SHOWN_BYTES && <p className="hmac-more">{t("more", { count: total - SHOWN_BYTES })}</p>}
    </figure>
  );
}
