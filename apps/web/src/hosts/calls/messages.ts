import type { SameShape } from "../../i18n/same-shape.ts";
import { reasonsInChinese, reasonsInEnglish } from "./reason-texts.ts";

export const en = {
  list: "Calls of {{program}}",
  none: "It has made no socket call yet.",
  frame: "frame {{frame}}",
  shortRead: "{{count}} B lost",
  waited: "waited {{age}}",
  waiting: "waiting for {{age}}",
  failed: "{{call}} failed: {{code}}",
  show: "Select this call everywhere",
  unknown: "The kernel answered {{code}}; errno(3) says what that means.",
  library: "The program's own socket library refused; the kernel was not asked.",
  host: { client: "client", server: "server" },
  program: { client: "client program", server: "server program", other: "program no. {{program}}" },
  reason: reasonsInEnglish,
};

export const zh: SameShape<typeof en> = {
  list: "{{program}}的调用",
  none: "它还没有做过套接字调用。",
  frame: "第 {{frame}} 帧",
  shortRead: "丢失 {{count}} B",
  waited: "等待了 {{age}}",
  waiting: "已等待 {{age}}",
  failed: "{{call}} 失败：{{code}}",
  show: "在各处选中这次调用",
  unknown: "内核返回 {{code}}，含义见 errno(3)。",
  library: "程序自己的套接字库拒绝了，没有问内核。",
  host: { client: "客户端", server: "服务器" },
  program: { client: "客户端程序", server: "服务器程序", other: "第 {{program}} 号程序" },
  reason: reasonsInChinese,
};
