import type { DigestName } from "@wirestage/hmac";
import { useTranslation } from "react-i18next";
import { hexOf } from "../../format/hex.ts";
import { ByteBlock } from "./ByteBlock.tsx";
import { bitsOf } from "./byte-rows.ts";
import { CheckList } from "./CheckList.tsx";
import { type CheckInput, checksOf } from "./checks.ts";
import { DIGEST_TITLES } from "./digest-title.ts";
import type { Stage } from "./stages.ts";

interface OperationProps {
  readonly operation: Stage["operation"];
  readonly digest: DigestName;
}

function OperationName({ operation, digest }: OperationProps) {
  const { t } = useTranslation("inside-hmac");
  switch (operation.kind) {
    case "encode":
      return t("operation.encode");
    case "hash":
      return t("operation.hash", { digest: DIGEST_TITLES[digest] });
    case "pad":
      return t("operation.pad", { count: operation.zeros });
    case "xor":
      return t("operation.xor", { pad: hexOf(operation.pad) });
    default:
      return operation satisfies never;
  }
}

/** The first byte, the pad and what comes out, one under the other. */
function FirstByte({ operation }: { readonly operation: Extract<Stage["operation"], { kind: "xor" }> }) {
  const { t } = useTranslation("inside-hmac");
  const rows = [
    { sign: "", byte: operation.from },
    { sign: "⊕", byte: operation.pad },
    { sign: "=", byte: operation.to },
  ];
  return (
    <div className="hmac-first-byte">
      <p>{t("operation.firstByte")}</p>
      <table>
        <tbody>
          {rows.map(({ sign, byte }) => (
            <tr key={sign}>
              <td>{sign}</td>
              <td>{hexOf(byte)}</td>
              <td>{bitsOf(byte)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface StageViewProps {
  readonly stage: Stage;
  /** Counted from 1. */
  readonly number: number;
  /** Null where only the bytes are known. */
  readonly secretText: string | null;
  readonly input: CheckInput;
  /** Bytes in a row. */
  readonly width: number;
}

/** One step: what it is for, what goes in, what comes out, and what was checked of it. */
export function StageView({ stage, number, secretText, input, width }: StageViewProps) {
  const { t } = useTranslation("inside-hmac");
  const { steps } = input;
  const facts = {
    digest: DIGEST_TITLES[steps.digest],
    length: steps.key.length,
    size: steps.digestSize,
    block: steps.blockSize,
  };
  const isFull = stage.operation.kind === "pad" && stage.operation.zeros === 0;
  const isShort = stage.id === "key" && steps.key.length < steps.digestSize;
  const isText = stage.operation.kind === "encode";
  return (
    <section className="hmac-stage" aria-label={t(`stage.${stage.id}.name`)}>
      <h4>
        <span className="hmac-number" aria-hidden="true">
          {number}
        </span>
        {t(`stage.${stage.id}.name`)}
      </h4>
      <p className="hmac-how">
        {isFull ? t("stage.paddedKey.full", facts) : t(`stage.${stage.id}.how`, facts)}
      </p>
      <div className="hmac-flow">
        {isText && secretText !== null && (
          <div className="hmac-in">
            <h5>{t("text")}</h5>
            <p className="hmac-secret">{secretText}</p>
          </div>
        )}
        {!isText && (
          <div className="hmac-in">
            <h5>{t("input")}</h5>
            <ByteBlock parts={stage.input} width={width} />
          </div>
        )}
        {(!isText || secretText !== null) && (
          <div className="hmac-operation">
            <p>
              <OperationName operation={stage.operation} digest={steps.digest} />
            </p>
            {stage.operation.kind === "xor" && <FirstByte operation={stage.operation} />}
          </div>
        )}
        <div className="hmac-out">
          <h5>{t("output")}</h5>
          <ByteBlock parts={stage.output} width={width} />
        </div>
      </div>
      <CheckList
        checks={checksOf(stage.id, input)}
        digest={steps.digest}
        mac={input.mac}
        block={steps.blockSize}
      />
      {isShort && <p className="hmac-note">{t("stage.key.short", facts)}</p>}
    </section>
  );
}
