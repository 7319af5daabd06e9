import { Command } from "@wirestage/protocol";
import type { EventOf, TraceLog } from "@wirestage/trace";
import { formatDuration } from "../format/time.ts";
import { type RulesT, ruleText, ruleTextAt } from "../wire-controls/rules/rule-text.ts";
import { type EventsT, frameText, hostText, programText } from "./names.ts";

interface Reader {
  readonly log: TraceLog;
  readonly t: EventsT;
  readonly rulesT: RulesT;
  /** Of the event that tells of the command. */
  readonly seq: number;
}

/** The members of a command that its words name, each as the page calls it. */
function factsOf(command: Command, { log, t, rulesT, seq }: Reader): Record<string, string | number> {
  return {
    ...("run" in command && { run: command.run }),
    ...("role" in command && { role: t(`host.${command.role}`) }),
    ...("program" in command && { program: programText(command.program, log, t) }),
    ...("text" in command && { text: command.text }),
    ...("statement" in command && { text: command.statement.text }),
    ...("host" in command && { host: hostText(command.host, t) }),
    ...("frame" in command && { frame: frameText(command.frame, log, t) }),
    ...("delayNs" in command && { delay: formatDuration(command.delayNs) }),
    ...("offset" in command && { offset: command.offset, bit: command.bit }),
    ...("rule" in command && { rule: ruleText(command.rule, rulesT) }),
    ...("id" in command && { rule: ruleTextAt(command.id, seq, log, rulesT) }),
    ...("preset" in command && { preset: t(`preset.${command.preset}`) }),
  };
}

/** What a person told the lab to do, as one sentence; what came of it stands in the events after it. */
export function commandSentence(
  event: EventOf<"command.given">,
  log: TraceLog,
  t: EventsT,
  rulesT: RulesT,
): string {
  const { success, data } = Command.safeParse(event.command);
  if (!success) return t("commandUnknown", { command: String(event.command["do"]) });
  const facts = factsOf(data, { log, t, rulesT, seq: event.seq });
  const isUnhold = data.do === "wire.hold" && !data.on;
  return t("command", { what: isUnhold ? t("commands.wire.unhold") : t(`commands.${data.do}`, facts) });
}
