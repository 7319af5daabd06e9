import { checkVectors, type DigestName, type VectorCheck } from "@wirestage/hmac";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { hexOf } from "../../format/hex.ts";
import { VerdictSign } from "./CheckList.tsx";

function VectorRow({ check: { vector, right } }: { readonly check: VectorCheck }) {
  const { t } = useTranslation("inside-hmac");
  return (
    <li>
      <VerdictSign verdict={right ? "right" : "wrong"} />
      <span>
        {vector.source} · {t("vectors.key", { count: vector.key.length })}
        {vector.truncated && ` · ${t("vectors.truncated", { bits: 8 * vector.mac.length })}`}
        <code>{Array.from(vector.mac, hexOf).join("")}</code>
      </span>
    </li>
  );
}

/** Of the RFC's test cases for `digest`: how many come out right in this very page. */
export function Vectors({ digest }: { readonly digest: DigestName }) {
  const { t } = useTranslation("inside-hmac");
  const checks = useMemo(() => checkVectors(digest), [digest]);
  const right = checks.filter((check) => check.right).length;
  const rfc = checks[0]?.vector.source.split(" ").slice(0, 2).join(" ") ?? "";
  return (
    <details className="hmac-vectors" data-right={right} data-count={checks.length}>
      <summary>
        <VerdictSign verdict={right === checks.length ? "right" : "wrong"} />
        {t("vectors.summary", { right, count: checks.length, rfc })}
      </summary>
      <p>{t("vectors.how")}</p>
      <ul>
        {checks.map((check) => (
          <VectorRow key={check.vector.source} check={check} />
        ))}
      </ul>
    </details>
  );
}
