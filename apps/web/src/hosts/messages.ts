import type { SameShape } from "../i18n/same-shape.ts";
import { programInChinese, programInEnglish } from "./program-messages.ts";
import { socketsInChinese, socketsInEnglish } from "./socket-messages.ts";

export const en = {
  ...programInEnglish,
  role: { client: "Client", server: "Server" },
  mac: "MAC {{mac}}",
  tab: {
    label: "What is shown of the {{host}}",
    program: "Program",
    console: "Console",
    loading: "Opening the console…",
  },
  ...socketsInEnglish,
};

export const zh: SameShape<typeof en> = {
  ...programInChinese,
  role: { client: "客户端", server: "服务器" },
  mac: "MAC {{mac}}",
  tab: {
    label: "{{host}}显示什么",
    program: "程序",
    console: "控制台",
    loading: "正在打开控制台…",
  },
  ...socketsInChinese,
};
