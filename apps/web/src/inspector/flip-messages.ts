import type { SameShape } from "../i18n/same-shape.ts";

/** Flipping a bit of a frame on its way. */
export const flipEn = {
  title: "Flip a bit",
  byte: "Byte {{offset}}:",
  bit: "Which bit",
  bitIs: "Bit {{bit}}, now {{value}}",
  checksums: {
    label: "Checksums",
    left: "Leave checksum wrong",
    mended: "Mend it as an attacker would",
  },
  explain: {
    left: "As a fault on the line does it: the receiver’s kernel finds that the checksum does not fit and throws the frame away.",
    mended:
      "As somebody does who wants it to be believed: a checksum shows damage, it does not show who wrote the bytes.",
    unnoticed:
      "No checksum tells of this bit: what the receiver’s kernel does with the frame depends on what the byte means to it.",
  },
  do: "Flip",
  close: "Close",
};

export const flipZh: SameShape<typeof flipEn> = {
  title: "翻转一位",
  byte: "第 {{offset}} 字节：",
  bit: "翻转哪一位",
  bitIs: "第 {{bit}} 位，现为 {{value}}",
  checksums: { label: "校验和", left: "让校验和出错", mended: "像攻击者那样改好校验和" },
  explain: {
    left: "线路故障就是这样：接收方内核发现校验和对不上，便丢弃这一帧。",
    mended: "想让人信以为真，就会这样做：校验和只能看出字节受损，看不出字节出自谁手。",
    unnoticed: "没有哪个校验和能发现这一位：接收方内核如何处理这一帧，取决于这个字节的含义。",
  },
  do: "翻转",
  close: "关闭",
};
