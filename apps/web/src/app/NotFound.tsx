import { useTranslation } from "react-i18next";
import { Link } from "../router/Link.tsx";

export function NotFound() {
  const { t } = useTranslation("app");
  return (
    <main className="grid min-h-dvh place-items-center px-6">
      <div className="max-w-md text-center">
        <h1 className="text-2xl font-semibold">{t("notFound.title")}</h1>
        <p className="mt-3 text-text-2">{t("notFound.text")}</p>
        <Link to="/" className="mt-6 inline-block font-medium text-accent underline">
          {t("notFound.home")}
        </Link>
      </div>
    </main>
  );
}
