import type { SameShape } from "../i18n/same-shape.ts";

/** What hands and rules do to frames. */
export const onWireEn = {
  frameCopied: {
    hand: "By hand, {{of}} was copied after {{percent}} % of its way. The copy is frame {{frame}}; no kernel sent it.",
    wire: "The rule “{{rule}}” copied {{of}} after {{percent}} % of its way. The copy is frame {{frame}}; no kernel sent it.",
  },
  frameInjected: {
    hand: "By hand, {{kind}} (frame {{frame}}) was put on the wire after {{percent}} % of the way, as if the {{host}} had sent it; no kernel did.",
    wire: "The wire put {{kind}} (frame {{frame}}) on its way after {{percent}} % of it, as if the {{host}} had sent it; no kernel did.",
  },
  frameAltered: {
    hand: "By hand, bit {{bit}} of byte {{offset}} of {{frame}} was flipped after {{percent}} % of its way ({{before}} → {{after}}).",
    wire: "The rule “{{rule}}” flipped bit {{bit}} of byte {{offset}} of {{frame}} after {{percent}} % of its way ({{before}} → {{after}}).",
  },
  checksums: {
    left: " Its checksums were left as they were.",
    mended: " Its checksums were made to fit again.",
  },
  frameHeld: {
    hand: "By hand, {{frame}} was stopped on the wire after {{percent}} % of its way.",
    hold: "The wire stopped {{frame}} after {{percent}} % of its way, because it holds what the {{host}} sends.",
    rule: "The rule “{{rule}}” stopped {{frame}} after {{percent}} % of its way.",
    repeat: "The wire stopped {{frame}}: it repeats frame {{of}}.",
    limit: "The wire stopped {{frame}}: a limit of the lab was reached ({{limit}}).",
  },
  frameReleased: {
    hand: "By hand, {{frame}} was let go.",
    rule: "The rule “{{rule}}” let {{frame}} go on.",
    repeat: "The wire let {{frame}} go on: it repeats frame {{of}}.",
    limit: "The wire let {{frame}} go on: a limit of the lab was reached ({{limit}}).",
  },
  frameRescheduled: {
    hand: {
      later: "By hand, {{frame}} was put off by {{shift}}: {{left}} from then it is to arrive.",
      sooner: "By hand, {{frame}} was brought forward by {{shift}}: {{left}} from then it is to arrive.",
    },
    wire: {
      later: "The rule “{{rule}}” put {{frame}} off by {{shift}}: {{left}} from then it is to arrive.",
      sooner:
        "The rule “{{rule}}” brought {{frame}} forward by {{shift}}: {{left}} from then it is to arrive.",
    },
  },
  frameLost: {
    hand: "By hand, {{frame}} was dropped: it does not arrive.",
    rule: "The rule “{{rule}}” dropped {{frame}}: it does not arrive.",
    repeat:
      "The {{host}} repeated frame {{of}}, which is still held. The wire counted the repeat (frame {{number}}) on it and did not carry it.",
    limit: "The wire dropped {{frame}}, because a limit of the lab was reached ({{limit}}).",
  },
};

export const onWireZh: SameShape<typeof onWireEn> = {
  frameCopied: {
    hand: "{{of}}走过 {{percent}} % 的路程时被手动复制：副本是第 {{frame}} 帧，不是由内核发出的。",
    wire: "{{of}}走过 {{percent}} % 的路程时，被规则“{{rule}}”复制：副本是第 {{frame}} 帧，不是由内核发出的。",
  },
  frameInjected: {
    hand: "有人冒充{{host}}，在 {{percent}} % 的路程处手动向线路放入 {{kind}}（第 {{frame}} 帧）；没有任何内核发出过它。",
    wire: "线路在 {{percent}} % 的路程处放入 {{kind}}（第 {{frame}} 帧），如同由{{host}}发出；没有任何内核发出过它。",
  },
  frameAltered: {
    hand: "{{frame}}走过 {{percent}} % 的路程时，第 {{offset}} 字节的第 {{bit}} 位被手动翻转（{{before}} → {{after}}）。",
    wire: "{{frame}}走过 {{percent}} % 的路程时，规则“{{rule}}”翻转了其第 {{offset}} 字节的第 {{bit}} 位（{{before}} → {{after}}）。",
  },
  checksums: { left: "校验和保持原样。", mended: "校验和也随之改为正确的值。" },
  frameHeld: {
    hand: "{{frame}}在线路上被手动拦住，此时它已走过 {{percent}} % 的路程。",
    hold: "线路拦住了{{frame}}，此时它已走过 {{percent}} % 的路程：{{host}}发出的帧目前都要拦住。",
    rule: "规则“{{rule}}”拦住了{{frame}}，此时它已走过 {{percent}} % 的路程。",
    repeat: "线路拦住了{{frame}}：它重复了第 {{of}} 帧。",
    limit: "线路拦住了{{frame}}：实验达到了上限（{{limit}}）。",
  },
  frameReleased: {
    hand: "{{frame}}被手动放行。",
    rule: "规则“{{rule}}”放行了{{frame}}。",
    repeat: "线路放行了{{frame}}：它重复了第 {{of}} 帧。",
    limit: "线路放行了{{frame}}：实验达到了上限（{{limit}}）。",
  },
  frameRescheduled: {
    hand: {
      later: "{{frame}}被手动推迟 {{shift}}：从此刻起还要 {{left}} 到达。",
      sooner: "{{frame}}被手动提前 {{shift}}：从此刻起还要 {{left}} 到达。",
    },
    wire: {
      later: "规则“{{rule}}”把{{frame}}推迟了 {{shift}}：从此刻起还要 {{left}} 到达。",
      sooner: "规则“{{rule}}”把{{frame}}提前了 {{shift}}：从此刻起还要 {{left}} 到达。",
    },
  },
  frameLost: {
    hand: "{{frame}}被手动丢弃：它不会到达。",
    rule: "规则“{{rule}}”丢弃了{{frame}}：它不会到达。",
    repeat:
      "{{host}}重传了仍被拦住的第 {{of}} 帧。线路把这次重传（第 {{number}} 帧）记在原来那一帧上，没有另外传送。",
    limit: "线路丢弃了{{frame}}，因为实验达到了上限（{{limit}}）。",
  },
};
