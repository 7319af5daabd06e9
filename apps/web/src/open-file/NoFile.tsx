import { useTranslation } from "react-i18next";
import { Link } from "../router/Link.tsx";
import { OpenFileButton } from "./OpenFileButton.tsx";

/** `/open` before anything was opened, as after a reload: the page keeps no files. */
export function NoFile() {
  const { t } = useTranslation("open-file");
  const { t: app } = useTranslation("app");
  const { t: status } = useTranslation("status");
  return (
    <main className="grid min-h-dvh place-items-center bg-bg px-6">
      <div className="max-w-md text-center">
        <h1 className="font-semibold text-2xl">{t("nothing.title")}</h1>
        <p className="mt-3 text-text-2">{t("nothing.text")}</p>
        <p className="mt-1 text-text-2">{app("openFile.stays")}</p>
        <p className="mt-6">
          <OpenFileButton look="primary" />
        </p>
        <Link to="/" className="mt-6 inline-block text-sm text-text-2 underline underline-offset-2">
          {status("home")}
        </Link>
      </div>
    </main>
  );
}
