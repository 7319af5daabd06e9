import type { ComparisonTiming } from "@wirestage/protocol";
import i18next from "i18next";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, it } from "vitest";
import { addMessages, startTranslation } from "../../i18n/i18n.ts";
import { ComparisonTimingView, findingsOf, Panels } from "./ComparisonTimingView.tsx";
import { en, zh } from "./messages.ts";
import { OverTheWire } from "./OverTheWire.tsx";
import { timed } from "./timed.fixture.ts";

/** A loop that tells every byte, and a comparison that tells nothing. */
const TIMING: ComparisonTiming = {
  comparedBytes: 32,
  methods: [
    timed((agreeing) => 6 + 4 * agreeing),
    { ...timed(() => 120), method: "timing-safe-equal", batch: 256 },
  ],
  python: null,
};

beforeAll(async () => {
  startTranslation("en");
  addMessages({ "comparison-timing": { en, zh } });
  await i18next.changeLanguage("en");
});

describe("comparison and time", () => {
  it("before anything was measured: a button, and no claim", () => {
    const page = renderToStaticMarkup(<ComparisonTimingView replySpreadNs={200_000} />);
    expect(page).toContain("Measure");
    expect(page).not.toContain("Seen here");
    expect(page).toContain("Press “Measure” first");
  });

  it("measured: each way has its verdict, its medians in words, and how it was measured", () => {
    const page = renderToStaticMarkup(<Panels timing={TIMING} findings={findingsOf(TIMING)} />);
    expect(page).toMatch(/data-method="stops-at-difference" data-finding="eachByte"/);
    expect(page).toMatch(/Each right byte takes 4\.\d ns more/);
    expect(page).toMatch(/data-method="timing-safe-equal" data-finding="notSeen"/);
    expect(page).toContain("ns with 31 right bytes");
    expect(page).toContain("two readings differ by 80 ns at least. So 256–512 comparisons");
    expect(page).toContain("Python was not measured");
  });

  it("reply times that spread by 100 µs: so many replies for each guess, or nothing to find", () => {
    const page = renderToStaticMarkup(<OverTheWire spreadNs={100_000} findings={findingsOf(TIMING)} />);
    expect(page).toMatch(/δ = 4\.\d ns: about [45]\.\d billion replies for each guess/);
    expect(page).toContain("crypto.timingSafeEqual: no difference was seen");
  });

  it("no reply times in this lab: it is said that this is not known", () => {
    const page = renderToStaticMarkup(<OverTheWire spreadNs={null} findings={findingsOf(TIMING)} />);
    expect(page).toContain("Not known yet");
    expect(page).not.toContain("replies for each guess");
  });
});
