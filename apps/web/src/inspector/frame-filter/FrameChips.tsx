import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLog } from "../../session/hooks.ts";
import { useIsCapture } from "../../session/use-is-capture.ts";
import { kindColour } from "../frame-kind.ts";
import { hostText } from "../Way.tsx";
import { FATE_CHIPS, FLAG_CHIPS, FLAG_FILTERS, toggled, useFrameFilter } from "./frame-filter.ts";

interface ChipProps {
  readonly isPressed: boolean;
  readonly onPress: () => void;
  readonly title: string;
  /** Where what stands on the chip does not say enough by itself. */
  readonly name?: string;
  /** What the chip stands for has a colour of its own everywhere. */
  readonly colour?: string;
  readonly children: ReactNode;
}

interface ChipStyle extends CSSProperties {
  readonly "--chip": string;
}

function Chip({ isPressed, onPress, title, name, colour = "var(--text-2)", children }: ChipProps) {
  const style: ChipStyle = { "--chip": colour };
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={isPressed}
      onClick={onPress}
      title={title}
      style={style}
      className="rounded-full border border-line-strong px-1.5 text-(--chip) text-xs hover:bg-sunken aria-pressed:border-(--chip) aria-pressed:bg-[color-mix(in_oklab,var(--chip)_14%,transparent)] aria-pressed:font-medium"
    >
      {children}
    </button>
  );
}

function hostColour(host: string): string {
  return host === "client" || host === "server" ? `var(--${host})` : "var(--text-2)";
}

const FATE_COLOURS = { delivered: "var(--text-2)", lost: "var(--lost)", held: "var(--held)" } as const;

function ChipGroup({ children }: { readonly children: ReactNode }) {
  return <span className="flex flex-wrap gap-1">{children}</span>;
}

function FateChips() {
  const { t } = useTranslation("inspector");
  const { fates, change } = useFrameFilter();
  return (
    <ChipGroup>
      {FATE_CHIPS.map((fate) => (
        <Chip
          key={fate}
          isPressed={fates.includes(fate)}
          onPress={() => change({ fates: toggled(fates, fate) })}
          title={t("filter.fateOurs")}
          colour={FATE_COLOURS[fate]}
        >
          {t(`fate.${fate}`)}
        </Chip>
      ))}
    </ChipGroup>
  );
}

/**
 * What is wanted most, one press each: of the pressed chips of one group, any; of the groups, all.
 * @param props.children what stands at their end
 */
export function FrameChips({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation("inspector");
  const hosts = useLog().latest.opened?.hosts ?? [];
  const { flags, hosts: pressedHosts, change } = useFrameFilter();
  const isCapture = useIsCapture();
  return (
    <fieldset className="flex flex-wrap gap-x-3 gap-y-1">
      <legend className="sr-only">{t("filter.chips")}</legend>
      <ChipGroup>
        {FLAG_CHIPS.map((flag) => (
          <Chip
            key={flag}
            isPressed={flags.includes(flag)}
            onPress={() => change({ flags: toggled(flags, flag) })}
            title={FLAG_FILTERS[flag]}
            colour={kindColour(flag)}
          >
            {t(`kinds.${flag}`)}
          </Chip>
        ))}
      </ChipGroup>
      <ChipGroup>
        {hosts.map(({ name }) => (
          <Chip
            key={name}
            isPressed={pressedHosts.includes(name)}
            onPress={() => change({ hosts: toggled(pressedHosts, name) })}
            name={t("filter.from", { host: hostText(name, t) })}
            title={`frame.interface_name == "${name}"`}
            colour={hostColour(name)}
          >
            {hostText(name, t)}
          </Chip>
        ))}
      </ChipGroup>
      {!isCapture && <FateChips />}
      {children}
    </fieldset>
  );
}
