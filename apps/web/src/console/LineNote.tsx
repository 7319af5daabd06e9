import type { CallAtCursor, Fix, Problem } from "@wirestage/console";
import { CircleAlert, Info } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LineContent } from "./line-check.ts";
import { useProblemSentence } from "./problem-sentence.ts";
import { usePageLanguage } from "./use-page-language.ts";

function FixButton({
  fix,
  text,
  onFix,
}: {
  readonly fix: Fix;
  readonly text: string;
  readonly onFix: () => void;
}) {
  const { t } = useTranslation("console");
  const isWhole = fix.from === 0 && fix.to === text.length;
  const label = isWhole
    ? t("line.fixAll")
    : t(fix.from === fix.to ? "line.fixInsert" : "line.fix", { text: fix.text.trim() });
  return (
    <button type="button" className="line-fix" onClick={onFix}>
      {label}
    </button>
  );
}

interface ProblemNoteProps {
  readonly problem: Problem;
  readonly text: string;
  readonly onFix: (fix: Fix) => void;
}

/** One problem as a sentence, with its cure to press. */
export function ProblemNote({ problem, text, onFix }: ProblemNoteProps) {
  const { t } = useTranslation("console");
  const sentence = useProblemSentence();
  const { severity, fix } = problem;
  const Icon = severity === "error" ? CircleAlert : Info;
  return (
    <p className={`line-problem line-problem-${severity}`}>
      <Icon size={13} role="img" aria-label={t(`line.${severity}`)} />
      <span>
        {sentence(problem)} {fix && <FixButton fix={fix} text={text} onFix={() => onFix(fix)} />}
      </span>
    </p>
  );
}

/** The call that is being typed, with the parameter at the cursor and what it means. */
function Signature({ call: { method, parameter } }: { readonly call: CallAtCursor }) {
  const language = usePageLanguage();
  const current = parameter ? method.parameters.indexOf(parameter) : -1;
  return (
    <p className="line-signature">
      <code>
        {method.name}(
        {method.parameters.map((each, index) => (
          <span key={each.name}>
            {index > 0 && ", "}
            <span data-current={index === current || undefined}>
              {each.name}
              {each.optional && "?"}
            </span>
          </span>
        ))}
        )
      </code>{" "}
      <span>{(parameter ?? method).gloss[language]}</span>
    </p>
  );
}

interface LineNoteProps {
  readonly id: string;
  readonly text: string;
  readonly content: LineContent;
  readonly problem: Problem | null;
  readonly call: CallAtCursor | null;
  readonly onFix: (fix: Fix) => void;
}

/** What there is to say of the line: its first problem, else the call that it makes, else how the line works. */
export function LineNote({ id, text, content, problem, call, onFix }: LineNoteProps) {
  const { t } = useTranslation("console");
  return (
    <div id={id} className="line-note">
      <div role="status">{problem && <ProblemNote problem={problem} text={text} onFix={onFix} />}</div>
      {!problem && call && <Signature call={call} />}
      {!problem && !call && content.is === "nothing" && (
        <p className="line-hint">{t(content.why === "import" ? "line.import" : "line.hint")}</p>
      )}
    </div>
  );
}
