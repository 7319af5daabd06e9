import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  hidden_one: "{{count}} frame of link noise hidden",
  hidden_other: "{{count}} frames of link noise hidden",
  shown_one: "{{count}} frame of link noise shown",
  shown_other: "{{count}} frames of link noise shown",
  show: "Show",
  hide: "Hide",
  why: "Kernels send these by themselves to keep house on a link with IPv6 (neighbours, routers, multicast groups). No program asked for them.",
};

export const zh: SameShape<typeof en> = {
  hidden_other: "已隐藏邻居发现等 {{count}} 帧",
  shown_other: "正在显示邻居发现等 {{count}} 帧",
  show: "显示",
  hide: "隐藏",
  why: "这些帧由内核自行发出，用于维护 IPv6 链路（邻居、路由器、组播组），与程序无关。",
};
