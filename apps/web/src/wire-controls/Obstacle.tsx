import type { ErrorBody } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import { TryAgainLink } from "../again/TryAgain.tsx";
import { useSession } from "../session/hooks.ts";
import { useErrorSentence } from "../status/error-sentence.ts";
import type { ObstacleKind } from "./obstacle.ts";

const WAY_OUT = "ms-2 rounded-sm font-medium text-accent underline underline-offset-2";

/** Why nothing can be done now and, where there is one, the way out. */
export function Obstacle({ id, kind }: { readonly id: string; readonly kind: ObstacleKind }) {
  const { t } = useTranslation("wire-controls");
  const { player } = useSession();
  return (
    <p id={id} className="text-sm text-text-2">
      {t(`obstacle.${kind}`)}
      {kind === "past" && (
        <button type="button" onClick={() => player.goLive()} className={WAY_OUT}>
          {t("obstacle.goLive")}
        </button>
      )}
      <TryAgainLink className={WAY_OUT} />
    </p>
  );
}

/** Announced at once, as it answers what was just pressed. */
export function Refusal({ error }: { readonly error: ErrorBody | null }) {
  const sentenceFor = useErrorSentence();
  return (
    <div role="alert" className="text-lost text-sm empty:hidden">
      {error && sentenceFor(error)}
    </div>
  );
}
