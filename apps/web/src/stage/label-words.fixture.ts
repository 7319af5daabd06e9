import type { LabelWords } from "./frame-text.ts";

export const WORDS: LabelWords = {
  data: "data",
  nonce: "nonce",
  answer: "answer",
  fragment: "IP fragment",
  empty: "empty",
  portUnreachable: (port) => `port ${port} unreachable`,
  retransmission: (frame) => `[retransmission of #${frame}]`,
  about: (frame) => `[about #${frame}]`,
  overtook: (frame) => `[overtook #${frame}]`,
  copyOf: (frame) => `[copy of #${frame}]`,
  injected: "[put on the wire by hand]",
  altered: "[altered]",
  rule: (rule) => rule.id,
  lostByRule: "[lost by a rule]",
  discarded: (discard) => `[discarded: ${discard}]`,
  program: (kind, place) => `${kind}${place > 1 ? ` ${place}` : ""}`,
  lost: (bytes) => `${bytes} B lost`,
  shortRead: (frame, length, lost) => `[#${frame} had ${length} B, ${lost} lost]`,
};
