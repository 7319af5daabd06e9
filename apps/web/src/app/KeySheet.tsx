import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./buttons.tsx";
import { KEYS, type KeyBinding } from "./keys.ts";

const GROUPS = ["time", "wire", "program", "selection"] as const;
const SHOWN: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  PageUp: "PgUp",
  PageDown: "PgDn",
  Escape: "Esc",
};

function Keys({ binding }: { readonly binding: KeyBinding }) {
  const { t } = useTranslation("app");
  const name = (key: string) =>
    key === " " ? t("keys.space") : (SHOWN[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return (
    <span className="flex gap-1">
      {binding.keys.map((key) => (
        <kbd
          key={key}
          className="min-w-7 rounded border border-line-strong bg-sunken px-1.5 py-0.5 text-center font-sans text-xs"
        >
          {name(key)}
        </kbd>
      ))}
    </span>
  );
}

/** All keys of the page. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("app");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label={t("keys.title")}
      className="m-auto max-h-[90dvh] w-[min(30rem,calc(100vw-2rem))] rounded-2xl border border-line bg-surface p-6 text-text shadow-xl backdrop:bg-text/30"
    >
      <div className="flex items-center justify-between">
        <h2 className="font-semibold text-lg">{t("keys.title")}</h2>
        <IconButton icon={X} label={t("keys.close")} onClick={() => dialog.current?.close()} />
      </div>
      {GROUPS.map((group) => (
        <section key={group} className="mt-4">
          <h3 className="text-text-3 text-xs">{t(`keys.groups.${group}`)}</h3>
          <ul className="mt-1 divide-y divide-line">
            {KEYS.filter((binding) => binding.group === group).map((binding) => (
              <li key={binding.action} className="flex items-center justify-between gap-4 py-1.5 text-sm">
                <span>{t(`keys.${binding.action}`)}</span>
                <Keys binding={binding} />
              </li>
            ))}
          </ul>
          {group === "program" && <p className="mt-1 text-text-2 text-xs">{t("keys.onProgram")}</p>}
          {group === "wire" && <p className="mt-1 text-text-2 text-xs">{t("keys.onFrame")}</p>}
        </section>
      ))}
      <p className="mt-4 text-text-2 text-xs">{t("keys.inTerminal")}</p>
      <p className="mt-1 text-text-3 text-xs">{t("keys.note")}</p>
    </dialog>
  );
}
