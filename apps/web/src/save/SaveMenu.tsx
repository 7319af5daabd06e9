import { Save } from "lucide-react";
import { lazy, Suspense, useId, useState } from "react";
import { useTranslation } from "react-i18next";

const SaveParts = lazy(async () => ({ default: (await import("./SaveParts.tsx")).SaveParts }));

/** Opens what can be saved of a run; its code is loaded when it is first wanted. */
export function SaveMenu() {
  const { t } = useTranslation("save");
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={t("menu")}
        title={t("menu")}
        className="grid size-9 shrink-0 place-items-center rounded-full text-text-2 hover:bg-sunken hover:text-text"
      >
        <Save size={18} strokeWidth={1.9} aria-hidden="true" />
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t("menu")}
        onToggle={(event) => setShown(event.newState === "open")}
        className="fixed inset-auto top-12 right-3 m-0 max-h-[calc(100dvh-4rem)] w-84 max-w-[calc(100vw-1.5rem)] overflow-y-auto rounded-xl border border-line bg-surface p-4 text-text shadow-xl"
      >
        {shown && (
          <Suspense fallback={null}>
            <SaveParts />
          </Suspense>
        )}
      </div>
    </>
  );
}
