import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";

export interface Tab<K extends string> {
  readonly key: K;
  readonly name: string;
  /** A small mark beside the name, with what it says to those who do not see it. */
  readonly mark?: string | undefined;
}

interface TabsProps<K extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<K>[];
  readonly current: K | null;
  readonly onChoose: (key: K) => void;
  /** Stands at the end of the row of tabs. */
  readonly end?: ReactNode;
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 };

/** A row of tabs after the ARIA pattern: one tab stop, arrows go along. The panel carries `id` `panel-<key>`. */
export function Tabs<K extends string>({ label, tabs, current, onChoose, end }: TabsProps<K>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.key === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChoose(next.key);
    document.getElementById(`tab-${next.key}`)?.focus();
  };
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (current === null) return;
    const tab = row.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current]);
  return (
    <div className="flex h-10 shrink-0 items-stretch gap-2 border-line border-b bg-surface px-2">
      <div
        ref={row}
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="flex min-w-0 flex-1 items-stretch overflow-x-auto"
      >
        {tabs.map(({ key, name, mark }, index) => {
          const chosen = key === current;
          return (
            <button
              key={key}
              id={`tab-${key}`}
              type="button"
              role="tab"
              aria-selected={chosen}
              aria-controls={`panel-${key}`}
              tabIndex={chosen || (current === null && index === 0) ? 0 : -1}
              onClick={() => onChoose(key)}
              className={`-outline-offset-3 flex items-center gap-1.5 whitespace-nowrap border-b-2 px-3 text-sm ${
                chosen
                  ? "border-accent font-medium text-text"
                  : "border-transparent text-text-2 hover:text-text"
              }`}
            >
              {name}
              {mark && !chosen && (
                <>
                  <span aria-hidden="true" className="size-1.5 rounded-full bg-accent" />
                  <span className="sr-only">({mark})</span>
                </>
              )}
            </button>
          );
        })}
      </div>
      {end}
    </div>
  );
}
