import { useTranslation } from "react-i18next";

/** Shown while the code of a view is on its way. */
export function Opening() {
  const { t } = useTranslation("app");
  return (
    <main className="grid min-h-dvh place-items-center bg-bg text-text-3">
      <p role="status">{t("opening")}</p>
    </main>
  );
}
