import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { HostPanel } from "../hosts/HostPanel.tsx";
import { useSelection } from "../session/hooks.ts";
import { Stage } from "../stage/Stage.tsx";
import { DockPanel } from "./Dock.tsx";
import { type DockTab, useDock } from "./dock.ts";
import { StageHead } from "./StageHead.tsx";
import { Tabs } from "./Tabs.tsx";

type View = "stage" | "client" | "server" | DockTab;

function isDockTab(view: View): view is DockTab {
  return view !== "stage" && view !== "client" && view !== "server";
}

function Shown({ view }: { readonly view: Exclude<View, DockTab> }) {
  switch (view) {
    case "stage":
      return (
        <div className="flex min-h-0 flex-1 flex-col">
          <div className="min-h-0 overflow-y-auto">
            <StageHead />
          </div>
          <div className="min-h-0 flex-[1_0_7rem] overflow-hidden [&>*]:h-full">
            <Stage />
          </div>
        </div>
      );
    case "client":
    case "server":
      return (
        <div className="min-h-0 flex-1 overflow-hidden bg-surface [&>*]:h-full">
          <HostPanel host={view} />
        </div>
      );
    default:
      return view satisfies never;
  }
}

/** One view at a time, for a phone or a narrow window. */
export function NarrowLayout() {
  const { t } = useTranslation("app");
  const [view, setView] = useState<View>(() => useDock.getState().askedAhead ?? "stage");
  useEffect(
    () =>
      useDock.subscribe(({ tab, asked }, before) => {
        if (tab !== null && asked !== before.asked) setView(tab);
      }),
    [],
  );
  const selection = useSelection((store) => store.selection);
  const tabs = (
    ["stage", "client", "server", "frame", "events", "flow", "verification", "rules"] as const
  ).map((key) => ({
    key,
    name: t(key),
    mark: key === "frame" && selection?.kind === "frame" ? t("selected") : undefined,
  }));
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <Tabs label={t("views")} tabs={tabs} current={view} onChoose={setView} />
      {isDockTab(view) ? (
        <DockPanel tab={view} />
      ) : (
        <div
          id={`panel-${view}`}
          role="tabpanel"
          aria-labelledby={`tab-${view}`}
          className="flex min-h-0 flex-1 flex-col"
        >
          <Shown view={view} />
        </div>
      )}
    </main>
  );
}
