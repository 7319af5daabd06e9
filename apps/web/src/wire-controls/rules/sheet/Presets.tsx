import { PRESETS, PresetName } from "@wirestage/protocol";
import type { TraceState } from "@wirestage/trace";
import { Network } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../../../app/buttons.tsx";
import { formatDuration } from "../../../format/time.ts";
import type { Commands } from "../../use-commands.ts";
import { ruleText } from "../rule-text.ts";
import { isPresetSet } from "./is-preset-set.ts";

interface PresetsProps {
  readonly state: TraceState;
  readonly commands: Commands;
}

/** What a preset sets, in words and numbers. */
function Contents({ name }: { readonly name: PresetName }) {
  const { t } = useTranslation("rule-sheet");
  const { t: rulesT } = useTranslation("rules");
  const { delayNs, rules } = PRESETS[name];
  return (
    <ul className="list-disc ps-5 text-sm text-text-2">
      <li>{t("presets.delay", { delay: formatDuration(delayNs) })}</li>
      {rules.length === 0 && <li>{t("presets.noRules")}</li>}
      {rules.map((rule) => (
        <li key={rule.id}>{ruleText(rule, rulesT)}</li>
      ))}
    </ul>
  );
}

/** Kinds of network to choose from; what each sets is read before it is set. */
export function Presets({ state, commands }: PresetsProps) {
  const { t } = useTranslation("rule-sheet");
  const [chosen, setChosen] = useState<PresetName>("wifi");
  const isSet = isPresetSet(chosen, state);
  const name = t(`presets.names.${chosen}`);
  return (
    <section aria-label={t("presets.title")} className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-9 items-center justify-between gap-3">
        <h2 className="font-medium text-sm">{t("presets.title")}</h2>
        <TextButton
          icon={Network}
          aria-label={t("presets.setLabel", { name })}
          disabled={commands.obstacle !== null || isSet}
          onClick={() => void commands.send({ do: "wire.preset", preset: chosen })}
        >
          {t("presets.set")}
        </TextButton>
      </div>
      <div role="radiogroup" aria-label={t("presets.title")} className="flex flex-wrap gap-1.5">
        {PresetName.options.map((each) => (
          <label
            key={each}
            className="relative rounded-full border border-line-strong px-3 py-0.5 text-sm text-text-2 has-checked:border-accent has-checked:bg-accent-soft has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="preset"
              value={each}
              checked={each === chosen}
              onChange={() => setChosen(each)}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            {t(`presets.names.${each}`)}
          </label>
        ))}
      </div>
      <p className="text-sm">{t(`presets.known.${chosen}`)}</p>
      <Contents name={chosen} />
      <p className="text-text-2 text-xs" aria-live="polite">
        {t(isSet ? "presets.isSet" : "presets.text")}
      </p>
    </section>
  );
}
