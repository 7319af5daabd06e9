import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  title: "Recorded runs",
  hint: "Each was recorded from a real Linux kernel. Play it at any speed, stop anywhere, step from event to event, and look into every byte.",
  loading: "Loading the recordings…",
  noIndex: "The list of recordings could not be loaded.",
  missing: {
    title: "This recording could not be opened",
    text: "“{{name}}” is not among the recordings that came with this page, or its file is damaged.",
  },
};

export const zh: SameShape<typeof en> = {
  title: "录好的运行过程",
  hint: "每一份都取自真实的 Linux 内核。可以用任意速度播放，停在任何时刻，逐个事件前进后退，查看每一个字节。",
  loading: "正在加载记录…",
  noIndex: "没能加载记录列表。",
  missing: {
    title: "这份记录打不开",
    text: "本页自带的记录里没有“{{name}}”，或者文件已损坏。",
  },
};
