import { useTranslation } from "react-i18next";
import { CATEGORIES, type Category } from "./category.ts";

interface FilterChipsProps {
  readonly shown: ReadonlySet<Category>;
  readonly onChange: (shown: ReadonlySet<Category>) => void;
}

/** One switch per kind of event; at least the sight of none is allowed, as the list then says why it is empty. */
export function FilterChips({ shown, onChange }: FilterChipsProps) {
  const { t } = useTranslation("events");
  const toggle = (category: Category) => {
    const next = new Set(shown);
    if (!next.delete(category)) next.add(category);
    onChange(next);
  };
  return (
    <fieldset className="flex flex-wrap gap-1.5 border-line border-b px-3 py-2">
      <legend className="sr-only">{t("filter")}</legend>
      {CATEGORIES.map((category) => (
        <button
          key={category}
          type="button"
          aria-pressed={shown.has(category)}
          onClick={() => toggle(category)}
          className="rounded-full border border-line-strong px-2.5 py-0.5 text-text-2 text-xs aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-text"
        >
          {t(`filters.${category}`)}
        </button>
      ))}
    </fieldset>
  );
}
