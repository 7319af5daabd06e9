import type { DigestName } from "@wirestage/hmac";
import { useTranslation } from "react-i18next";
import { DIGEST_TITLES } from "./digest-title.ts";
import type { ByteRole, StageId } from "./stages.ts";

interface PieceProps {
  readonly of: ByteRole;
  /** Steps in which this piece is made. */
  readonly madeIn: readonly StageId[];
  readonly now: StageId | null;
  readonly text: string;
}

function Piece({ of, madeIn, now, text }: PieceProps) {
  return (
    <span className={`hmac-role-${of}`} data-now={now !== null && madeIn.includes(now)}>
      {text}
    </span>
  );
}

interface FormulaProps {
  readonly digest: DigestName;
  /** The step that is shown; null: all of them. */
  readonly now: StageId | null;
}

/** RFC 2104 §2 in one line, each piece in the colour of its bytes, and the one that is being made marked. */
export function Formula({ digest, now }: FormulaProps) {
  const { t } = useTranslation("inside-hmac");
  const key = ["key", "hashedKey", "paddedKey"] as const;
  return (
    <figure className="hmac-formula">
      <p className="hmac-formula-line">
        <Piece of="mac" madeIn={["mac"]} now={now} text="HMAC" />
        {"(K, "}
        <Piece of="message" madeIn={[]} now={now} text="m" />
        {") = H( "}
        <Piece of="outerPad" madeIn={["outerPad"]} now={now} text="K₀ ⊕ 5c…" />
        {" ‖ "}
        <Piece of="innerHash" madeIn={["innerHash"]} now={now} text="H( " />
        <Piece of="innerPad" madeIn={["innerPad"]} now={now} text="K₀ ⊕ 36…" />
        {" ‖ "}
        <Piece of="message" madeIn={[]} now={now} text="m" />
        <Piece of="innerHash" madeIn={["innerHash"]} now={now} text=" )" />
        {" )"}
      </p>
      <p className="hmac-formula-key">
        <Piece of="key" madeIn={key} now={now} text="K₀" />
        {` = ${t("keyInFormula")}`}
      </p>
      <figcaption>{t("formula", { digest: DIGEST_TITLES[digest] })}</figcaption>
    </figure>
  );
}
