import "./inside-hmac.css";
import { type DigestName, type HmacSteps, hmacSteps } from "@wirestage/hmac";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSize } from "../../stage/use-size.ts";
import { type HmacComputation, sameComputation } from "./computation.ts";
import { DIGEST_TITLES } from "./digest-title.ts";
import { Formula } from "./Formula.tsx";
import { SecretForm } from "./SecretForm.tsx";
import { StageControls } from "./StageControls.tsx";
import { StageView } from "./StageView.tsx";
import { type StageId, stagesOf } from "./stages.ts";
import { usePlatform } from "./use-platform.ts";
import { Vectors } from "./Vectors.tsx";

/** Room that 16 bytes in a row need, in pixels. */
const WIDE_PX = 440;

/** The same object as long as it says the same, so that nothing is computed again while time goes on. */
function useSettled(computation: HmacComputation): HmacComputation {
  const [settled, setSettled] = useState(computation);
  if (settled === computation || sameComputation(settled, computation)) return settled;
  setSettled(computation);
  return computation;
}

function History({ digest }: { readonly digest: DigestName }) {
  const { t } = useTranslation("inside-hmac");
  if (digest !== "md5" && digest !== "sha1") return null;
  return (
    <aside className="hmac-history">
      <h4>{t("history.title", { digest: DIGEST_TITLES[digest] })}</h4>
      <p>{t(`history.${digest}`)}</p>
    </aside>
  );
}

interface StagesProps {
  readonly steps: HmacSteps;
  readonly mac: Uint8Array | null;
  readonly secretText: string | null;
  readonly typed: boolean;
}

function Stages({ steps, mac, secretText, typed }: StagesProps) {
  const platform = usePlatform(steps);
  const [at, setAt] = useState<StageId>("key");
  const [all, setAll] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const stages = useMemo(() => stagesOf(steps), [steps]);
  const secretBytes = useMemo(
    () => (secretText === null ? null : new TextEncoder().encode(secretText)),
    [secretText],
  );
  const index = Math.max(
    0,
    stages.findIndex(({ id }) => id === at),
  );
  const input = { steps, platform, mac, secretBytes, typed };
  const shown = all ? stages : stages.slice(index, index + 1);
  return (
    <div ref={box} className="hmac-stages">
      <Formula digest={steps.digest} now={all ? null : (stages[index]?.id ?? null)} />
      <StageControls stages={stages} index={index} onStage={setAt} all={all} onAll={setAll} />
      {shown.map((stage) => (
        <StageView
          key={stage.id}
          stage={stage}
          number={stages.indexOf(stage) + 1}
          secretText={secretText}
          input={input}
          width={width > 0 && width < WIDE_PX ? 8 : 16}
        />
      ))}
    </div>
  );
}

interface InsideHmacProps {
  readonly computation: HmacComputation;
  /** The secret as the program has it in its source; its UTF-8 is the key. */
  readonly secretText?: string | undefined;
}

/** One computation of HMAC, step by step (RFC 2104 §2) with its real bytes; each step is checked in another way. */
export function InsideHmac({ computation, secretText }: InsideHmacProps) {
  const { t } = useTranslation("inside-hmac");
  const { digest, key, message, mac } = useSettled(computation);
  const [typed, setTyped] = useState<string | null>(null);
  const steps = useMemo(() => {
    if (key !== null) return hmacSteps(digest, key, message);
    return typed === null ? null : hmacSteps(digest, new TextEncoder().encode(typed), message);
  }, [digest, key, message, typed]);
  return (
    <section className="hmac-inside" aria-label={t("title")}>
      <h3>
        {t("title")} <span className="hmac-digest">{DIGEST_TITLES[digest]}</span>
      </h3>
      <History digest={digest} />
      {key === null && <SecretForm onSecret={setTyped} />}
      {steps !== null && (
        <Stages
          steps={steps}
          mac={mac}
          secretText={key === null ? typed : (secretText ?? null)}
          typed={key === null}
        />
      )}
      <Vectors digest={digest} />
    </section>
  );
}
