import type { ProgramPair, PythonFacts, RunName } from "@wirestage/protocol";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton, TextButton } from "../../app/buttons.tsx";
import { invalidParameters } from "../invalid-parameters.ts";
import { pageText } from "../page-text.ts";
import { choiceOfRun, type RunChoice } from "../run-choice.ts";
import { pairOf, usePrograms } from "../use-programs.ts";
import type { Way } from "../way.ts";
import { LanguageChoice } from "./LanguageChoice.tsx";
import { PairList } from "./PairList.tsx";
import { type ClientSecret, ParameterForm } from "./ParameterForm.tsx";
import { type FieldName, hasTwoSecrets, parametersOfPair } from "./parameter-input.ts";
import { RunPreview } from "./RunPreview.tsx";
import { TypingChoice } from "./TypingChoice.tsx";

/** Fields of the form that hold what cannot be a value. */
interface InvalidFields {
  readonly invalid: ReadonlySet<FieldName>;
  readonly onInvalid: (invalid: ReadonlySet<FieldName>) => void;
}

interface DetailProps extends InvalidFields {
  readonly pair: ProgramPair;
  readonly python: PythonFacts;
  readonly choice: RunChoice;
  readonly onChoose: (choice: RunChoice) => void;
}

function Bug({ pair, onCure }: { readonly pair: ProgramPair; readonly onCure: (run: RunName) => void }) {
  const { t, i18n } = useTranslation("run-sheet");
  const { bug } = pair;
  if (!bug) return null;
  return (
    <div className="rounded-r-lg border-held border-l-3 bg-held-soft px-3 py-2 text-sm">
      <p>{pageText(bug, i18n.language)}</p>
      <button type="button" className="mt-1 text-accent underline" onClick={() => onCure(bug.cure)}>
        {t("cure", { cure: bug.cure })}
      </button>
    </div>
  );
}

function clientSecretOf(choice: RunChoice, onChoose: (choice: RunChoice) => void): ClientSecret {
  return { value: choice.clientSecret, onChange: (clientSecret) => onChoose({ ...choice, clientSecret }) };
}

function Detail({ pair, python, choice, onChoose, invalid, onInvalid }: DetailProps) {
  const { i18n } = useTranslation("run-sheet");
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-7 gap-y-4 border-line border-t px-5 py-4 md:overflow-y-auto md:border-t-0 lg:grid-cols-[minmax(16rem,20rem)_minmax(0,1fr)] lg:grid-rows-[minmax(0,1fr)] lg:overflow-hidden lg:py-0">
      <div className="flex flex-col gap-4 lg:-mx-1 lg:overflow-y-auto lg:px-1 lg:py-4">
        <h3 className="font-semibold text-base">{pageText(pair.title, i18n.language)}</h3>
        <Bug pair={pair} onCure={(run) => onChoose(choiceOfRun(run, choice, choice.input))} />
        <LanguageChoice pair={pair} python={python} choice={choice} onChoose={onChoose} />
        {pair.interactive && <TypingChoice choice={choice} onChoose={onChoose} />}
        <ParameterForm
          parameters={parametersOfPair(pair)}
          values={choice.parameters}
          onChange={(parameters) => onChoose({ ...choice, parameters })}
          onReset={() => onChoose({ ...choice, parameters: {}, clientSecret: undefined })}
          invalid={invalid}
          onInvalid={onInvalid}
          clientSecret={hasTwoSecrets(pair) ? clientSecretOf(choice, onChoose) : null}
        />
      </div>
      <div className="flex min-h-0 flex-col lg:py-4">
        <RunPreview pair={pair} choice={choice} />
      </div>
    </div>
  );
}

interface RunSheetProps {
  readonly choice: RunChoice;
  readonly onChoose: (choice: RunChoice) => void;
  /** Closes the sheet; what is chosen stays. */
  readonly onClose: () => void;
  readonly ways: readonly Way[];
  /** Stands below the pairs. */
  readonly below?: ReactNode;
}

type BodyProps = Pick<RunSheetProps, "choice" | "onChoose" | "below"> & InvalidFields;

function Body({ choice, onChoose, below, ...fields }: BodyProps) {
  const { t } = useTranslation("run-sheet");
  const programs = usePrograms();
  if (programs.status !== "here") {
    return <p className="p-6 text-text-2">{t(programs.status)}</p>;
  }
  const pair = programs.programs.find(({ name }) => name === choice.run);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto md:grid md:grid-cols-[17rem_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)] md:overflow-hidden">
      <div className="border-line px-3 py-3 md:overflow-y-auto md:border-r">
        <PairList
          pairs={programs.programs}
          chosen={choice.run}
          onChoose={(run) => onChoose(choiceOfRun(run, choice))}
        />
        {below}
      </div>
      {pair && (
        <Detail
          key={pair.name}
          pair={pair}
          python={programs.python}
          choice={choice}
          onChoose={onChoose}
          {...fields}
        />
      )}
    </div>
  );
}

/** Fields that hold what cannot be a value: as entered, or as kept by this tab from before. */
function useInvalid(choice: RunChoice) {
  const pair = pairOf(usePrograms(), choice.run);
  const [entered, setEntered] = useState<ReadonlySet<FieldName>>(new Set());
  const kept = pair ? invalidParameters(pair, choice) : [];
  return { invalid: new Set([...entered, ...kept]), setEntered };
}

/** Shows the dialog, with the focus at the first field that must be mended, where there is one. */
function useShownDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { status } = usePrograms();
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    if (status === "here") dialog.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [status]);
  return dialog;
}

/** Everything that can be run, in either language and with its parameters, and the source that this makes. */
export function RunSheet({ choice, onChoose, onClose, ways, below }: RunSheetProps) {
  const { t } = useTranslation("run-sheet");
  const dialog = useShownDialog();
  const { invalid, setEntered } = useInvalid(choice);
  const choose = (chosen: RunChoice) => {
    if (chosen.run !== choice.run) setEntered(new Set());
    onChoose(chosen);
  };
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-label={t("title")}
      className="m-auto h-[min(46rem,100dvh)] max-h-dvh w-[min(78rem,100vw)] max-w-full overflow-hidden rounded-2xl border border-line bg-surface p-0 text-text shadow-xl backdrop:bg-text/30 max-md:h-dvh max-md:rounded-none"
    >
      <div className="flex h-full flex-col">
        <div className="flex shrink-0 items-center justify-between border-line border-b py-2 pr-2 pl-5">
          <h2 className="font-semibold text-lg">{t("title")}</h2>
          <IconButton icon={X} label={t("close")} onClick={() => dialog.current?.close()} />
        </div>
        <Body choice={choice} onChoose={choose} below={below} invalid={invalid} onInvalid={setEntered} />
        <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-t px-5 py-3">
          {ways.map(({ key, text, hint, icon, look, disabled, act }) => (
            <TextButton
              key={key}
              icon={icon}
              look={look}
              title={hint}
              disabled={disabled || invalid.size > 0}
              onClick={() => {
                dialog.current?.close();
                act();
              }}
            >
              {text}
            </TextButton>
          ))}
          <p role="status" className="text-lost text-sm">
            {invalid.size > 0 &&
              t("mendFirst", {
                fields: [...invalid].map((name) => t(`parameter.${name}`)).join(t("comma")),
              })}
          </p>
        </div>
      </div>
    </dialog>
  );
}
