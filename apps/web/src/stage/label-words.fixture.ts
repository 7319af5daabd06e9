import type { LabelWords } from "./frame-text.ts";

export const WORDS: LabelWords = {
  data: "data",
  empty: "empty",
  portUnreachable: (port) => `port ${port} unreachable`,
  retransmission: (frame) => `[retransmission of #${frame}]`,
  about: (frame) => `[about #${frame}]`,
  overtook: (frame) => `[overtook #${frame}]`,
};
