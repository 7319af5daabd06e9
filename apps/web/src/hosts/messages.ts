import type { SameShape } from "../i18n/same-shape.ts";
import { programInChinese, programInEnglish } from "./program-messages.ts";
import { socketsInChinese, socketsInEnglish } from "./socket-messages.ts";

export const en = {
  ...programInEnglish,
  role: { client: "Client", server: "Server" },
  mac: "MAC {{mac}}",
  ...socketsInEnglish,
};

export const zh: SameShape<typeof en> = {
  ...programInChinese,
  role: { client: "客户端", server: "服务器" },
  mac: "MAC {{mac}}",
  ...socketsInChinese,
};
