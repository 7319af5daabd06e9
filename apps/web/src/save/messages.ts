import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  menu: "Save…",
  recording: {
    title: "Recording",
    file: "Download recording (pcapng)",
    all: "My recordings",
    hint: "Everything that happened, for Wireshark and for this page.",
  },
  secrets: {
    name: "with the secrets",
    hint: "Without them the file holds nonces and answers, but nobody can tell from it what the programs' secrets are, unless they are easy to guess.",
  },
  picture: {
    title: "Picture of the ladder",
    hint: "As it stands at this moment, in the colours of the page.",
    part: "What it shows",
    view: "What is in view",
    whole: "From the start to now",
    svg: "SVG",
    png: "PNG",
    name: "{{programs}}: ladder of a real run",
    description: "{{left}} and {{right}}, up to {{time}}. Made with Wirestage from what a Linux kernel did.",
    saved: "Saved.",
    cut: "Saved, but only as far as {{time}}: the ladder is too high for one picture. Zoom out to get more of it in.",
    failed: "This browser could not make the picture. Try SVG, or what is in view.",
  },
  text: {
    title: "The run as text",
    hint: "Calls and packets in the manner of packetdrill, without payload.",
    copy: "Copy what the {{host}} saw",
    copied: "Copied.",
    client: "client",
    server: "server",
  },
};

export const zh: SameShape<typeof en> = {
  menu: "保存…",
  recording: {
    title: "记录",
    file: "下载记录（pcapng）",
    all: "我的记录",
    hint: "完整的过程，可以用 Wireshark 打开，也可以在本页重放。",
  },
  secrets: {
    name: "包含密钥",
    hint: "不选时，文件里仍有随机数和应答，但看不到程序的密钥——除非密钥容易猜中。",
  },
  picture: {
    title: "时序图的图片",
    hint: "此刻的样子，配色与页面相同。",
    part: "范围",
    view: "眼前的部分",
    whole: "从头到此刻",
    svg: "SVG",
    png: "PNG",
    name: "{{programs}}：一次真实运行的时序图",
    description: "{{left}} 与 {{right}}，截至 {{time}}。由 Wirestage 根据 Linux 内核的实际行为绘制。",
    saved: "已保存。",
    cut: "已保存，但只画到 {{time}}：整幅图太高，一张图片放不下。缩小时序图，就能多画一些。",
    failed: "浏览器没能生成图片。可以改存 SVG，或者只存眼前的部分。",
  },
  text: {
    title: "文字版",
    hint: "按 packetdrill 的写法列出调用和数据包，不含数据内容。",
    copy: "复制{{host}}看到的过程",
    copied: "已复制。",
    client: "客户端",
    server: "服务器",
  },
};
