import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  file: "Source of {{file}}",
  fileRunning: "Source of {{file}}; line {{line}} runs",
  fileDied: "Source of {{file}}; the program died in line {{line}}",
  died: "died here",
  language: { ts: "TypeScript", python: "Python" },
  line: { added: "Added:", removed: "Removed:", set: "Set for this run:" },
};

export const zh: SameShape<typeof en> = {
  file: "{{file}} 的源代码",
  fileRunning: "{{file}} 的源代码；正在运行第 {{line}} 行",
  fileDied: "{{file}} 的源代码；程序在第 {{line}} 行出错终止",
  died: "在此出错终止",
  language: { ts: "TypeScript", python: "Python" },
  line: { added: "新增：", removed: "删除：", set: "本次运行所设：" },
};
