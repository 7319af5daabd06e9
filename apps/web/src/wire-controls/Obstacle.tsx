import type { ErrorBody } from "@wirestage/protocol";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { en } from "./messages.ts";
import type { ObstacleKind } from "./obstacle.ts";

type Known = keyof typeof en.refusal;

function isKnown(code: string): code is Known {
  return code in en.refusal;
}

/** Why a command was refused, in the reader's language. */
export function refusalText({ code }: ErrorBody, t: TFunction<"wire-controls">): string {
  return isKnown(code) ? t(`refusal.${code}`) : t("refusal.other", { code });
}

/** Why nothing can be done now and, where there is one, the way out. */
export function Obstacle({ id, kind }: { readonly id: string; readonly kind: ObstacleKind }) {
  const { t } = useTranslation("wire-controls");
  const { player } = useSession();
  return (
    <p id={id} className="text-sm text-text-2">
      {t(`obstacle.${kind}`)}
      {kind === "past" && (
        <button
          type="button"
          onClick={() => player.goLive()}
          className="ms-2 rounded-sm font-medium text-accent underline underline-offset-2"
        >
          {t("obstacle.goLive")}
        </button>
      )}
    </p>
  );
}

/** Announced at once, as it answers what was just pressed. */
export function Refusal({ error }: { readonly error: ErrorBody | null }) {
  const { t } = useTranslation("wire-controls");
  return (
    <div role="alert" className="text-lost text-sm empty:hidden">
      {error && refusalText(error, t)}
    </div>
  );
}
