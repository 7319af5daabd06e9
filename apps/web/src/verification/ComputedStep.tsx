import { DIGEST_NAMES, type DigestName } from "@wirestage/hmac";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { Bytes } from "./Bytes.tsx";
import { sameBytes } from "./computation.ts";
import { CallLink, StoryStep } from "./StoryStep.tsx";
import { secretText } from "./secret-text.ts";
import type { Computation } from "./story.ts";
import type { Side } from "./story-rows.ts";

const InsideDialog = lazy(async () => ({ default: (await import("./InsideDialog.tsx")).InsideDialog }));

function digestName(name: string): DigestName | null {
  return DIGEST_NAMES.find((each) => each === name) ?? null;
}

/** In full, as it stands in the program's source beside it. */
function Secret({ secret }: { readonly secret: Uint8Array | null }) {
  const { t } = useTranslation("verification");
  if (secret === null) return <span className="verification-quiet">{t("secret.withheld")}</span>;
  const text = secretText(secret);
  return text === null ? <Bytes cells={[...secret]} /> : <code>“{text}”</code>;
}

function InsideButton({ computation, side }: { computation: Computation; side: Side }) {
  const { t } = useTranslation("verification");
  const [open, setOpen] = useState(false);
  const digest = digestName(computation.digest);
  if (digest === null) return null;
  return (
    <>
      <TextButton aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t("inside")}
      </TextButton>
      {open && (
        <Suspense fallback={null}>
          <InsideDialog side={side} computation={{ ...computation, digest }} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

interface ComputedStepProps {
  readonly number: number;
  readonly side: Side;
  readonly computation: Computation;
  /** The nonce as the server sent it; null where that was not seen. */
  readonly nonce: Uint8Array | null;
}

/** One side's `hmac.digest`: with which secret, over what, and what came out. */
export function ComputedStep({ number, side, computation, nonce }: ComputedStepProps) {
  const { t } = useTranslation("verification");
  const { key, message, digest, mac, call, t: at } = computation;
  const isOtherMessage = nonce === null || !sameBytes(nonce, message);
  const what = (
    <>
      <p>
        {t("secret.label")} <Secret secret={key} />
      </p>
      {isOtherMessage && (
        <>
          <p className="verification-warning">{t("how.computedOtherMessage")}</p>
          <Bytes cells={[...message]} />
        </>
      )}
      <p>
        {t("mac")} = <CallLink call={call} text={`hmac.digest(…, ${digest})`} />
      </p>
      <Bytes cells={[...mac]} />
      <InsideButton computation={computation} side={side} />
    </>
  );
  const title = t(side === "client" ? "step.computedClient" : "step.computedServer");
  return (
    <StoryStep number={number} t={at} title={title} aside={t(`how.computed.${side}`)} {...{ [side]: what }} />
  );
}
