import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, lazy, type PointerEvent, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { addMessages } from "../i18n/i18n.ts";
import { IconButton } from "./buttons.tsx";
import { type DockTab, useDock } from "./dock.ts";
import { Tabs } from "./Tabs.tsx";

const Inspector = lazy(async () => {
  const [view, { en, zh }] = await Promise.all([
    import("../inspector/Inspector.tsx"),
    import("../inspector/messages.ts"),
  ]);
  addMessages({ inspector: { en, zh } });
  return { default: view.Inspector };
});
const EventList = lazy(async () => {
  const [view, { en, zh }] = await Promise.all([
    import("../events/EventList.tsx"),
    import("../events/messages.ts"),
  ]);
  addMessages({ events: { en, zh } });
  return { default: view.EventList };
});
const FlowChart = lazy(async () => {
  const [view, { en, zh }] = await Promise.all([
    import("../flow-chart/FlowChart.tsx"),
    import("../flow-chart/messages.ts"),
  ]);
  addMessages({ "flow-chart": { en, zh } });
  return { default: view.FlowChart };
});

const VerificationView = lazy(async () => {
  const [view, { en, zh }] = await Promise.all([
    import("../verification/VerificationView.tsx"),
    import("../verification/messages.ts"),
  ]);
  addMessages({ verification: { en, zh } });
  return { default: view.VerificationView };
});

const RulesPanel = lazy(async () => {
  const [view, { en, zh }] = await Promise.all([
    import("../wire-controls/rules/sheet/RulesPanel.tsx"),
    import("../wire-controls/rules/sheet/messages.ts"),
  ]);
  addMessages({ "rule-sheet": { en, zh } });
  return { default: view.RulesPanel };
});

const PANELS = {
  frame: Inspector,
  events: EventList,
  flow: FlowChart,
  verification: VerificationView,
  rules: RulesPanel,
} as const;

const KEY_STEP_PX = 24;

/** Frame, events, flow chart, verification or rules, whichever is asked for; its code is loaded when it is first shown. */
export function DockPanel({ tab }: { readonly tab: DockTab }) {
  const Panel = PANELS[tab];
  return (
    <div
      id={`panel-${tab}`}
      role="tabpanel"
      aria-labelledby={`tab-${tab}`}
      className="min-h-0 flex-1 overflow-hidden [&>*]:h-full"
    >
      <Suspense fallback={null}>
        <Panel />
      </Suspense>
    </div>
  );
}

/** The upper edge of the dock, to be dragged or moved by the arrow keys. */
function DockEdge() {
  const { t } = useTranslation("app");
  const setHeight = useDock((dock) => dock.setHeight);
  const grow = (edge: HTMLHRElement, byPx: number) =>
    setHeight((edge.parentElement?.offsetHeight ?? 0) + byPx);
  const onPointerMove = (event: PointerEvent<HTMLHRElement>) => {
    if (event.buttons === 1) grow(event.currentTarget, -event.movementY);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLHRElement>) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    grow(event.currentTarget, event.key === "ArrowUp" ? KEY_STEP_PX : -KEY_STEP_PX);
  };
  return (
    <hr
      aria-label={t("dockHeight")}
      aria-orientation="horizontal"
      tabIndex={0}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      className="absolute inset-x-0 -top-[3px] z-10 m-0 h-1.5 cursor-row-resize touch-none border-0 hover:bg-line-strong"
    />
  );
}

/** Frame, events, flow chart, verification and rules below the stage: only its tabs until one of them is wanted. */
export function Dock() {
  const { t } = useTranslation("app");
  const { tab, height, show } = useDock();
  const tabs = [
    { key: "frame", name: t("frame") },
    { key: "events", name: t("events") },
    { key: "flow", name: t("flow") },
    { key: "verification", name: t("verification") },
    { key: "rules", name: t("rules") },
  ] as const;
  const close = <IconButton icon={ChevronDown} label={t("closeDock")} onClick={() => show(null)} />;
  return (
    <section
      aria-label={tabs.map(({ name }) => name).join(", ")}
      className={`relative flex max-h-[60dvh] shrink-0 flex-col border-line border-t bg-surface ${tab ? "h-[34dvh] min-h-48" : ""}`}
      style={tab && height !== null ? { height } : undefined}
    >
      {tab && <DockEdge />}
      <Tabs
        label={t("views")}
        tabs={tabs}
        current={tab}
        onChoose={(key) => show(key === tab ? null : key)}
        end={tab && close}
      />
      {tab && <DockPanel tab={tab} />}
    </section>
  );
}
