import type { ProgramState } from "@wirestage/trace";
import type { TFunction } from "i18next";
import { shortCommand } from "../format/short-command.ts";

/** A program in a word or two, with a number where its host had more of the kind: `Client 2`, `Console`, `python3 …`. */
export function programName(
  program: ProgramState,
  all: readonly ProgramState[],
  t: TFunction<"hosts">,
): string {
  const { role, language, name } = program.started;
  if (language === "command") return shortCommand(name);
  const kind =
    language === "console" ? t("program.language.console") : t(role ? `role.${role}` : "program.some");
  const alike = all.filter(
    ({ started }) => started.role === role && (started.language === "console") === (language === "console"),
  );
  return alike.length < 2 ? kind : `${kind} ${alike.indexOf(program) + 1}`;
}
