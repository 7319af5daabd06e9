import type { ErrorCode } from "@wirestage/protocol";
import type { Facts } from "./api-error.ts";

type Sentence = (facts: Facts) => string;

const SENTENCES: Record<ErrorCode, Sentence> = {
  bad_request: ({ why }) => `The request cannot be used${because(why)}. Correct it and send it again.`,
  bad_json: ({ why }) => `The message is not JSON${because(why)}. Send one JSON object.`,
  bad_command: ({ why }) =>
    `The message is not one that a lab understands${because(why)}. See /api/protocol.json for all of them.`,
  unknown_run: () => "There is no such pair of programs. See /api/programs for their names.",
  token_missing: () =>
    "This needs the lab's token. Send it as `Authorization: Bearer <token>`, or in `hello` on a WebSocket.",
  token_wrong: () => "This token belongs to another lab. Use the one that came when this lab was opened.",
  key_missing: () =>
    "This needs the key of whoever the recordings belong to. Send it as `Authorization: Bearer <key>`: the `owner` of POST /api/labs, or the lab's token.",
  key_wrong: () => "This recording belongs to somebody else. Use the key with which its lab was opened.",
  origin_refused: ({ origin }) =>
    `Pages from ${origin} may not use this Wirestage. Open the page that it serves itself, or add its host to WIRESTAGE_ALLOWED_HOSTS.`,
  host_refused: ({ host }) =>
    `Wirestage does not answer to the name ${host}. Use its IP address, or add the name to WIRESTAGE_ALLOWED_HOSTS.`,
  not_found: ({ path }) => `There is nothing at ${path}. See /api/docs for what there is.`,
  lab_not_found: () => "There is no such lab, or it is no longer kept. Open a new one.",
  frame_not_found: ({ frame }) =>
    `The trace holds no whole frame ${frame}. Take a number from a frame.sent event.`,
  program_not_found: ({ program }) =>
    `There is no program ${program}. Take a number from a program.started event.`,
  recording_not_found: () => "There is no such recording, or it is no longer kept. See GET /api/recordings.",
  frame_gone: ({ frame }) => `Frame ${frame} is no longer on the wire. Choose one that is still in flight.`,
  frame_not_held: ({ frame }) => `Frame ${frame} is not being held. Hold it first.`,
  nothing_held: () => "No frame is being held. Hold one first.",
  bad_frame: ({ length, least, most }) =>
    `A frame has ${least} to ${most} bytes, Ethernet's header included; this one has ${length}. Correct it and send it again.`,
  offset_beyond_frame: ({ frame, length, offset }) =>
    `Frame ${frame} has ${length} bytes and none at offset ${offset}. Choose a smaller offset.`,
  mending_undoes: ({ offset }) =>
    `Byte ${offset} belongs to a checksum, so mending would undo the flip. Leave the checksums, or flip another bit.`,
  mending_incomplete: ({ frame }) =>
    `The checksum over this byte of frame ${frame} also covers bytes of other frames, so it cannot be mended. Leave the checksums.`,
  bad_filter: ({ problem, from, to }) =>
    `The filter cannot be used${because(problem)} (offsets ${from} to ${to}). Write it as a Wireshark display filter, as in tcp.flags.syn == 1.`,
  rule_not_found: ({ rule }) => `The wire has no rule ${rule}. Take an id from a rule.set event.`,
  too_many_rules: ({ limit }) => `A wire has room for ${limit} rules. Take one away first.`,
  program_ended: ({ program }) => `Program ${program} has ended. Start the run again.`,
  program_not_paused: ({ program }) => `Program ${program} is not paused. Pause it first.`,
  too_many_programs: ({ limit }) =>
    `A lab has room for ${limit} programs. End one of those that run, or open a new lab.`,
  bad_statement: ({ why }) =>
    `The statement cannot be carried out${because(why)}. Write one call, as in s.bind(("192.0.2.2", 8888)).`,
  console_name_unknown: ({ name }) =>
    `Nothing is called ${name} on this console. Make it first, as in ${name} = socket(AF_INET, SOCK_STREAM).`,
  console_busy: ({ limit }) =>
    `This console already waits in ${limit} calls. Let one of them return, or shut its socket down.`,
  run_in_progress: () => "A run is still going on. Wait for its end, or end its programs.",
  running_again: () =>
    "This lab is doing again what was done in another. Wait until it stands still, or send again.stop.",
  host_not_found: ({ host }) => `The lab has no host ${host}. Take a name from the lab.opened event.`,
  lab_ended: () => "The lab was closed. Open a new one.",
  trace_not_there: ({ from, next }) =>
    `The trace has no event ${from} yet; the next will be ${next}. Ask for that one or an earlier one.`,
  message_too_large: ({ limit }) => `The message is longer than ${limit} bytes. Send a shorter one.`,
  body_too_large: ({ limit }) => `The body is longer than ${limit} bytes. Send a shorter one.`,
  too_many_requests: ({ seconds }) => `Too many requests from this address. Try again in ${seconds} s.`,
  too_many_messages: ({ limit }) => `More than ${limit} messages within a second. Send them more slowly.`,
  too_many_labs: ({ limit }) =>
    `All ${limit} labs of this Wirestage are in use. Close one, or try again when one has been given up.`,
  too_many_watchers: ({ limit }) => `This lab already has ${limit} connections. Close one of them.`,
  lab_full: () => "The trace has reached its limit. Save the recording and open a new lab.",
  language_unavailable: ({ language }) =>
    `Programs in ${language} cannot be run here. Choose another language.`,
  timing_busy: ({ seconds }) =>
    `Comparisons are being timed for somebody else, and two at once would disturb each other. Try again in ${seconds} s.`,
  timing_late: ({ seconds }) =>
    `This machine is too busy to time comparisons within ${seconds} s. Try again when less is running on it.`,
  internal: () => "Wirestage made a mistake. Try again; its log says more.",
  recording_failed: ({ why }) =>
    `The recording could not be written. ${why} The events can still be read from the lab's trace.`,
  recording_unchanged: () =>
    "The disk did not take the change, so the recording is still listed as it was. Make room on the disk, or see the log, and try again.",
  kernel_unavailable: () =>
    "This machine does not let Wirestage use its kernel. See /api/health for the reason.",
  lab_lost: () =>
    "The process that ran this lab has ended. Its trace can still be read; open a new lab to go on.",
  lab_idle: ({ seconds }) =>
    `Nobody used this lab for ${seconds} s, so it was closed. Its trace can still be read; open a new lab to go on.`,
  shutting_down: () => "Wirestage is being stopped. Connect again when it is back.",
};

/** What `code` means and what to do about it, as an English sentence. */
export function sentence(code: ErrorCode, facts: Facts): string {
  return SENTENCES[code](facts);
}

function because(why: Facts[string] | undefined): string {
  return why === undefined ? "" : `: ${why}`;
}
