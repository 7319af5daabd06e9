import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  legend: "What to watch",
  preset: {
    whole: "TCP echo: a whole connection, nothing to type",
    talk: "TCP echo: you type, the server answers",
    once: "TCP echo, one message: the server closes first",
  },
  all: "All programs, languages, parameters…",
  set: "with {{list}}",
  language: "Language of the programs",
  languages: { ts: "TypeScript", python: "Python" },
  noPython: "There is no usable Python on this machine.",
};

export const zh: SameShape<typeof en> = {
  legend: "选择内容",
  preset: {
    whole: "TCP 回显：一次完整的连接，无需输入",
    talk: "TCP 回显：你输入，服务器应答",
    once: "TCP 回显：只回显一条消息，由服务器先关闭连接",
  },
  all: "全部程序、语言和参数…",
  set: "已设 {{list}}",
  language: "程序所用的语言",
  languages: { ts: "TypeScript", python: "Python" },
  noPython: "这台机器上没有可用的 Python。",
};
