import { lazy, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Opening } from "../app/Opening.tsx";
import { addMessages } from "../i18n/i18n.ts";
import { Link } from "../router/Link.tsx";
import { useOpenedTrace } from "../session/opened-trace.ts";
import * as samples from "./messages.ts";
import { samplePath } from "./sample-index.ts";

addMessages({ samples });

const OpenedTraceView = lazy(async () => ({
  default: (await import("../open-file/OpenedTraceView.tsx")).OpenedTraceView,
}));

function Unreadable({ name }: { readonly name: string }) {
  const { t } = useTranslation("samples");
  const { t: app } = useTranslation("app");
  return (
    <main className="grid min-h-dvh place-items-center bg-bg px-6">
      <div className="max-w-md text-center">
        <h1 className="font-semibold text-2xl">{t("missing.title")}</h1>
        <p className="mt-3 text-text-2">{t("missing.text", { name })}</p>
        <Link to="/" className="mt-6 inline-block font-medium text-accent underline">
          {app("notFound.home")}
        </Link>
      </div>
    </main>
  );
}

/** `/samples/:name`: a recording that comes with the page. */
export function SamplePage({ name }: { readonly name: string }) {
  const { i18n } = useTranslation();
  const [failed, setFailed] = useState(false);
  const opened = useOpenedTrace((store) => store.opened);
  const isOpen = opened?.source.kind === "shipped" && opened.source.path === samplePath(name);
  useEffect(() => {
    if (isOpen) return;
    const leave = new AbortController();
    const { signal } = leave;
    import("./open-sample.ts")
      .then(({ openSample }) => openSample(name, i18n.language, signal))
      .catch(() => {
        if (!signal.aborted) setFailed(true);
      });
    return () => leave.abort();
  }, [name, isOpen, i18n]);
  if (failed) return <Unreadable name={name} />;
  return isOpen ? <OpenedTraceView key={opened.key} trace={opened} /> : <Opening />;
}
