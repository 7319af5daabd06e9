import type { SameShape } from "../i18n/same-shape.ts";
import { problemsInChinese, problemsInEnglish } from "./problem-texts.ts";

export const en = {
  recording: "Recording",
  capture: "Capture",
  reading: "Reading {{name}}…",
  readSoFar: "{{done}} of {{size}}",
  cancel: "Cancel",
  close: "Close",
  failed: "{{name}} cannot be shown",
  choose: {
    title: "Which conversation?",
    text_one: "{{name}}: {{packets, number}} packets, between {{count}} pair of addresses.",
    text_other:
      "{{name}}: {{packets, number}} packets, between {{count, number}} pairs of addresses. The stage has two hosts, so that one pair is shown at a time.",
    leftOut_one:
      "{{count, number}} packet is not shown: it carries neither IP nor ARP right behind Ethernet's header (VLAN tags are not taken off), or comes from another link than Ethernet.",
    leftOut_other:
      "{{count, number}} packets are not shown: they carry neither IP nor ARP right behind Ethernet's header (VLAN tags are not taken off), or come from other links than Ethernet.",
    more_one: "{{count, number}} more pair has fewer frames.",
    more_other: "{{count, number}} more pairs have fewer frames.",
  },
  frames_one: "{{count, number}} frame",
  frames_other: "{{count, number}} frames",
  kind: {
    tcp: "TCP {{count, number}}",
    udp: "UDP {{count, number}}",
    other: "other {{count, number}}",
  },
  another: "Another conversation",
  nothing: {
    title: "Open a capture or a recording",
    text: "A pcapng or pcap file, also one packed with gzip: choose it, or drop it anywhere on the page.",
  },
  remark: {
    cut: "This recording breaks off: it is shown as far as it was written.",
    damaged: "The file cannot be read from byte {{offset, number}} on; what stands before it is shown.",
    damagedInside:
      "What is packed in this gzip file cannot be read from its byte {{offset, number}} on; what stands before it is shown.",
    capped: "Only the first {{shown, number}} of this conversation's {{of, number}} frames are shown.",
  },
  problem: problemsInEnglish,
};

export const zh: SameShape<typeof en> = {
  recording: "记录",
  capture: "抓包文件",
  reading: "正在读取 {{name}}…",
  readSoFar: "已读 {{done}}，共 {{size}}",
  cancel: "取消",
  close: "关闭",
  failed: "无法显示 {{name}}",
  choose: {
    title: "看哪一段会话？",
    text_other:
      "{{name}} 里有 {{packets, number}} 个数据包，来自 {{count, number}} 对地址。时序图上只有两台主机，所以一次只显示一对。",
    leftOut_other:
      "另有 {{count, number}} 个数据包不显示：它们的以太网首部之后既不是 IP 也不是 ARP（Wirestage 不会去掉 VLAN 标签），或者不是在以太网上抓到的。",
    more_other: "还有 {{count, number}} 对地址，帧数更少，没有列出。",
  },
  frames_other: "{{count, number}} 帧",
  kind: {
    tcp: "TCP {{count, number}}",
    udp: "UDP {{count, number}}",
    other: "其他 {{count, number}}",
  },
  another: "换一段会话",
  nothing: {
    title: "打开抓包文件或记录",
    text: "支持 pcapng 和 pcap，也可以是 gzip 压缩过的。点按钮选择，或者把文件拖到页面上任意位置。",
  },
  remark: {
    cut: "这份记录没有写完，只能显示到中断之处。",
    damaged: "文件从第 {{offset, number}} 字节起无法读取，只显示此前的内容。",
    damagedInside: "这个 gzip 文件解压后，从第 {{offset, number}} 字节起无法读取，只显示此前的内容。",
    capped: "这段会话共 {{of, number}} 帧，只显示前 {{shown, number}} 帧。",
  },
  problem: problemsInChinese,
};
