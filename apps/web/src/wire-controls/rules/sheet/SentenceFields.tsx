import type { RuleAction } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { type FrameChoice, NAMED_FRAMES } from "../frame-choices.ts";
import type { DraftProps } from "./ActionFields.tsx";
import { Choice, NumberWord } from "./fields.tsx";
import { withFrames, withLongerThan } from "./rule-draft.ts";

const ACTIONS: readonly RuleAction["do"][] = [
  "lose",
  "duplicate",
  "delay",
  "reorder",
  "corrupt",
  "limit-rate",
  "hold",
];
const PICKS = ["all", "next", "every", "share"] as const;
const FRAMES: readonly FrameChoice["frames"][] = [...NAMED_FRAMES, "longer", "matching"];
const EITHER = "either";

function PickFields({ draft, problems, change }: DraftProps) {
  const { t } = useTranslation("rule-sheet");
  const number = (field: "count" | "nth" | "percent") => (
    <NumberWord
      field={field}
      value={draft[field]}
      problems={problems}
      onText={(text) => change({ [field]: text })}
    />
  );
  return (
    <>
      <Choice
        label={t("pick")}
        options={PICKS.map((key) => ({ key, name: t(`picks.${key}`) }))}
        current={draft.pick}
        onChoose={(pick) => change({ pick })}
      />
      {draft.pick === "next" && number("count")}
      {draft.pick === "every" && number("nth")}
      {draft.pick === "share" && number("percent")}
    </>
  );
}

interface SentenceFieldsProps extends DraftProps {
  readonly hosts: readonly string[];
}

/** What the rule does, to how many of which frames, and whose: read from left to right it is a sentence. */
export function SentenceFields({ hosts, ...props }: SentenceFieldsProps) {
  const { draft, problems, change } = props;
  const { t } = useTranslation("rule-sheet");
  const wayOf = (host: string) => (host === "client" || host === "server" ? t(`ways.${host}`) : host);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Choice
        label={t("action")}
        options={ACTIONS.map((key) => ({ key, name: t(`actions.${key}`) }))}
        current={draft.action}
        onChoose={(action) => change({ action })}
      />
      <PickFields {...props} />
      <Choice
        label={t("frames")}
        options={FRAMES.map((key) => ({ key, name: t(`frameNames.${key}`) }))}
        current={draft.frames}
        onChoose={(frames) => change(withFrames(draft, frames))}
      />
      {draft.frames === "longer" && (
        <NumberWord
          field="longerThan"
          value={draft.longerThan}
          problems={problems}
          unit={t("bytes")}
          onText={(text) => change(withLongerThan(draft, text))}
        />
      )}
      <Choice
        label={t("from")}
        options={[
          { key: EITHER, name: t("either") },
          ...hosts.map((host) => ({ key: host, name: wayOf(host) })),
        ]}
        current={draft.host ?? EITHER}
        onChoose={(host) => change({ host: host === EITHER ? null : host })}
      />
    </div>
  );
}
