import type { HostState } from "@wirestage/trace";
import type { TFunction } from "i18next";
import { Link2, Link2Off } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../app/buttons.tsx";
import { DelayField } from "./DelayField.tsx";
import type { Commands } from "./use-commands.ts";

function hostText(host: string, t: TFunction<"wire-controls">): string {
  return host === "client" || host === "server" ? t(`host.${host}`) : host;
}

interface DelayControlsProps {
  readonly hosts: readonly HostState[];
  readonly commands: Commands;
}

/** The delay of each direction, set together until they are wanted apart. */
export function DelayControls({ hosts, commands }: DelayControlsProps) {
  const { t } = useTranslation("wire-controls");
  const [wantsLinked, setWantsLinked] = useState(true);
  const [isSetting, setIsSetting] = useState(false);
  const disabled = commands.obstacle !== null;
  const first = hosts[0]?.delay ?? 0;
  // While both are being set one after the other they differ for a moment.
  const isLinked = wantsLinked && (isSetting || hosts.every((host) => host.delay === first));
  const set = async (delayNs: number, names: readonly string[]) => {
    setIsSetting(true);
    await commands.send(...names.map((host) => ({ do: "wire.delay", host, delayNs }) as const));
    setIsSetting(false);
  };
  const all = hosts.map((host) => host.facts.name);
  const link = (linked: boolean) => {
    setWantsLinked(linked);
    if (linked && hosts.some((host) => host.delay !== first)) void set(first, all);
  };
  const nameOfOther = (name: string) => all.find((other) => other !== name) ?? name;
  return (
    <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <legend className="sr-only">{t("delay")}</legend>
      {isLinked ? (
        <DelayField
          label={t("delayBoth")}
          delayNs={first}
          disabled={disabled}
          onChange={(ns) => void set(ns, all)}
        />
      ) : (
        hosts.map(({ facts: { name }, delay }) => (
          <DelayField
            key={name}
            label={t("direction", { from: hostText(name, t), to: hostText(nameOfOther(name), t) })}
            delayNs={delay}
            disabled={disabled}
            onChange={(ns) => void set(ns, [name])}
          />
        ))
      )}
      <IconButton
        icon={isLinked ? Link2 : Link2Off}
        label={t("linked")}
        aria-pressed={isLinked}
        disabled={disabled}
        onClick={() => link(!isLinked)}
      />
    </fieldset>
  );
}
