import { useTranslation } from "react-i18next";
import type { InspectorT } from "./field-text.ts";

export function hostText(host: string | null, t: InspectorT): string {
  if (host === null) return t("everyone");
  return host === "client" || host === "server" ? t(`host.${host}`) : host;
}

function colourOf(host: string | null): string {
  if (host === "client") return "text-client";
  return host === "server" ? "text-server" : "text-text-2";
}

/** `client → server`, each in its own hue. */
export function Way({ from, to }: { readonly from: string; readonly to: string | null }) {
  const { t } = useTranslation("inspector");
  return (
    <span className="whitespace-nowrap">
      <span className={colourOf(from)}>{hostText(from, t)}</span>
      <span className="text-text-3"> → </span>
      <span className={colourOf(to)}>{hostText(to, t)}</span>
    </span>
  );
}
