import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  legend: "What to watch",
  whole: "A whole connection, nothing to type",
  talk: "Echo: you type, the server answers",
  once: "Echo, one message: the server closes first",
};

export const zh: SameShape<typeof en> = {
  legend: "选择内容",
  whole: "一次完整的连接，无需输入",
  talk: "回显：你输入，服务器应答",
  once: "只回显一条消息，由服务器先关闭连接",
};
