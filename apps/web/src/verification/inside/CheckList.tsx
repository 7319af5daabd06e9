import type { DigestName } from "@wirestage/hmac";
import { Check as CheckIcon, Minus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { hexOf } from "../../format/hex.ts";
import type { Check, Verdict } from "./checks.ts";
import { DIGEST_TITLES } from "./digest-title.ts";

/** How a verdict looks: one of three, each with a sign and a word of its own. */
function lookOf(verdict: Verdict): "right" | "wrong" | "open" {
  return verdict === "right" || verdict === "wrong" ? verdict : "open";
}

const SIGNS = { right: CheckIcon, wrong: X, open: Minus } as const;

export function VerdictSign({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation("inside-hmac");
  const look = lookOf(verdict);
  const Sign = SIGNS[look];
  return (
    <span className="hmac-sign" data-look={look}>
      <Sign size={14} strokeWidth={2.5} aria-hidden="true" />
      <span className="sr-only">{t(`verdict.${look}`)}</span>
    </span>
  );
}

interface CheckTextProps {
  readonly check: Check;
  readonly digest: DigestName;
  readonly mac: Uint8Array | null;
  readonly block: number;
}

function CheckText({ check: { claim, verdict }, digest, mac, block }: CheckTextProps) {
  const { t } = useTranslation("inside-hmac");
  if (verdict !== "right" && verdict !== "wrong") return t(`check.${verdict}`);
  return t(`check.${claim}.${verdict}`, {
    digest: DIGEST_TITLES[digest],
    block,
    mac: Array.from(mac ?? [], hexOf).join(""),
  });
}

interface CheckListProps extends Omit<CheckTextProps, "check"> {
  readonly checks: readonly Check[];
}

export function CheckList({ checks, ...facts }: CheckListProps) {
  const { t } = useTranslation("inside-hmac");
  if (checks.length === 0) return null;
  return (
    <ul className="hmac-checks" aria-label={t("checks")}>
      {checks.map((check) => (
        <li key={check.claim} data-claim={check.claim} data-verdict={check.verdict}>
          <VerdictSign verdict={check.verdict} />
          <span>
            <CheckText check={check} {...facts} />
          </span>
        </li>
      ))}
    </ul>
  );
}
