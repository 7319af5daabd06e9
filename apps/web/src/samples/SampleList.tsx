import { CirclePlay } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "../router/Link.tsx";
import { pageText } from "../runs/page-text.ts";
import { type Sample, sampleAddress, useSamples } from "./sample-index.ts";

function SampleItem({ sample }: { readonly sample: Sample }) {
  const { i18n } = useTranslation();
  return (
    <li>
      <Link
        to={sampleAddress(sample.name)}
        className="group flex h-full gap-3 rounded-xl border border-line bg-surface px-4 py-3 transition-colors hover:border-accent"
      >
        <CirclePlay size={20} className="mt-0.5 shrink-0 text-accent" aria-hidden="true" />
        <span>
          <span className="block font-medium group-hover:underline group-hover:underline-offset-4">
            {pageText(sample.title, i18n.language)}
          </span>
          <span className="mt-0.5 block text-sm text-text-2">
            {pageText(sample.description, i18n.language)}
          </span>
        </span>
      </Link>
    </li>
  );
}

/** The recordings that come with the page, to be played where no lab can be opened. */
export function SampleList() {
  const { t } = useTranslation("samples");
  const samples = useSamples();
  switch (samples.status) {
    case "loading":
      return (
        <p role="status" className="mt-8 text-text-3">
          {t("loading")}
        </p>
      );
    case "missing":
      return <p className="mt-8 text-text-2">{t("noIndex")}</p>;
    case "here":
      return (
        <section className="mt-8">
          <h2 className="font-semibold text-lg">{t("title")}</h2>
          <p className="mt-1 max-w-[40em] text-sm text-text-2">{t("hint")}</p>
          <ul className="mt-4 grid gap-3 sm:grid-cols-2">
            {samples.samples.map((sample) => (
              <SampleItem key={sample.name} sample={sample} />
            ))}
          </ul>
        </section>
      );
    default:
      return samples satisfies never;
  }
}
