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
    runs: "a program runs here",
  },
  own: {
    title: "Your own program",
    where: "In a terminal of the machine that Wirestage runs on, in its folder:",
    seen: "A Python program is shown with its source and calls, any other command with its sockets and frames.",
    copy: "Copy the line",
    copied: "Copied",
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
    runs: "有程序在运行",
  },
  own: {
    title: "运行你自己的程序",
    where: "在运行 Wirestage 的机器上打开终端，进入它的目录，输入：",
    seen: "Python 程序会显示源代码和每次调用；其他命令只显示套接字和帧。",
    copy: "复制这一行",
    copied: "已复制",
  },
  ...socketsInChinese,
};
