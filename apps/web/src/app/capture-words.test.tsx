import { TRACE_START } from "@wirestage/trace";
import i18next from "i18next";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { FlowChart } from "../flow-chart/FlowChart.tsx";
import * as flowChart from "../flow-chart/messages.ts";
import { addMessages, startTranslation } from "../i18n/i18n.ts";
import { FateText } from "../inspector/FateText.tsx";
import * as inspector from "../inspector/messages.ts";
import { SessionProvider } from "../session/hooks.ts";
import { capturedSession } from "../session/testing/captured-session.ts";
import * as ruleSheet from "../wire-controls/rules/sheet/messages.ts";

function onCapture(view: ReactNode): string {
  return renderToStaticMarkup(<SessionProvider value={capturedSession()}>{view}</SessionProvider>);
}

describe("of an opened capture the page says only what a capture can tell", () => {
  beforeAll(async () => {
    startTranslation("en");
    addMessages({
      "flow-chart": { en: flowChart.en, zh: flowChart.zh },
      inspector: { en: inspector.en, zh: inspector.zh },
      "rule-sheet": { en: ruleSheet.en, zh: ruleSheet.zh },
    });
    await i18next.changeLanguage("en");
  });

  it("draws no flow chart, as there are no calls", () => {
    const page = onCapture(<FlowChart />);
    expect(page).toContain("A capture holds no socket calls");
    expect(page).not.toContain("not started");
  });

  it("says that there are no rules, and offers none to set", async () => {
    // What it imports adds its messages at once, which takes a page that speaks.
    const { RulesPanel } = await import("../wire-controls/rules/sheet/RulesPanel.tsx");
    const page = onCapture(<RulesPanel />);
    expect(page).toContain("A capture file holds no rules.");
    expect(page).not.toContain("<form");
    expect(page).not.toContain("crosses as it was sent");
  });

  it("says of a frame that it was captured, not that it arrived", () => {
    const place = { fate: "delivered", at: TRACE_START } as const;
    const page = onCapture(<FateText place={place} repeats={0} isDiscarded={false} />);
    expect(page).toContain("captured");
    expect(page).not.toContain("arrived");
  });
});
