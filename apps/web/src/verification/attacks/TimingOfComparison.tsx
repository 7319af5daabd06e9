import { Timer } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../../app/buttons.tsx";
import { addMessages } from "../../i18n/i18n.ts";
import { useLog, useTraceState } from "../../session/hooks.ts";
import { storyIndex } from "../story-index.ts";
import { refusalTimes, spreadOf } from "./reply-spread.ts";

const ComparisonTimingView = lazy(async () => {
  const [view, { en, zh }] = await Promise.all([
    import("../timing/ComparisonTimingView.tsx"),
    import("../timing/messages.ts"),
  ]);
  addMessages({ "comparison-timing": { en, zh } });
  return { default: view.ComparisonTimingView };
});

/** How long comparisons take here, and whether that is seen through the times in which this lab's server refused. */
export function TimingOfComparison() {
  const { t } = useTranslation("attacks");
  const [isShown, setShown] = useState(false);
  const log = useLog();
  const { next } = useTraceState();
  const spread = spreadOf(refusalTimes(storyIndex(log).verifications(next), log));
  return (
    <>
      <div className="attack-buttons">
        <TextButton icon={Timer} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? "hide" : "show")}
        </TextButton>
      </div>
      {isShown && (
        <Suspense fallback={<p>{t("loading")}</p>}>
          <ComparisonTimingView replySpreadNs={spread} />
        </Suspense>
      )}
    </>
  );
}
