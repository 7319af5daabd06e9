import type { SameShape } from "../i18n/same-shape.ts";

/** What a person told the lab. */
export const commandsEn = {
  command: "The lab was told: {{what}}.",
  commandUnknown: "The lab was told something that this page does not know ({{command}}).",
  commands: {
    run: { start: "run {{run}}" },
    program: {
      start: "start the {{role}} of {{run}}",
      input: "type the line “{{text}}” into the {{program}}",
      type: "press keys in the terminal of the {{program}}",
      resize: "give the terminal of the {{program}} another size",
      kill: "end the {{program}}",
      pause: "pause the {{program}}",
      step: "let the {{program}} make one call",
      resume: "let the {{program}} run on",
      restart: "start the {{program}} again",
    },
    console: { call: "make the call “{{text}}” from the {{host}}’s console" },
    wire: {
      hold: "hold every frame",
      unhold: "hold frames no longer",
      step: "let the longest held frame go",
      "release-all": "let all held frames go",
      delay: "let frames from the {{host}} take {{delay}}",
      preset: "make the wire a {{preset}}",
    },
    frame: {
      hold: "hold {{frame}}",
      release: "let {{frame}} go",
      drop: "drop {{frame}}",
      copy: "copy {{frame}}",
      alter: "flip bit {{bit}} of byte {{offset}} of {{frame}}",
      delay: "put {{frame}} off by {{delay}}",
      swap: "let the next frame arrive before {{frame}}",
      inject: "put a frame on the wire as if the {{host}} had sent it",
    },
    again: { stop: "give no more of the commands of the run that it repeats" },
    rule: {
      set: "set the rule “{{rule}}”",
      remove: "take the rule “{{rule}}” away",
      clear: "take all rules away",
    },
  },
  preset: {
    lan: "clean LAN",
    wifi: "home Wi-Fi",
    mobile: "mobile network",
    satellite: "satellite link",
    "broken-switch": "broken switch",
  },
};

export const commandsZh: SameShape<typeof commandsEn> = {
  command: "向实验下达指令：{{what}}。",
  commandUnknown: "向实验下达了本页不认识的指令（{{command}}）。",
  commands: {
    run: { start: "运行 {{run}}" },
    program: {
      start: "启动 {{run}} 的{{role}}",
      input: "向{{program}}输入一行“{{text}}”",
      type: "在{{program}}的终端里按键",
      resize: "改变{{program}}的终端大小",
      kill: "结束{{program}}",
      pause: "暂停{{program}}",
      step: "让{{program}}做一次调用",
      resume: "让{{program}}继续运行",
      restart: "重新启动{{program}}",
    },
    console: { call: "在{{host}}控制台里调用“{{text}}”" },
    wire: {
      hold: "拦住每一帧",
      unhold: "不再拦住帧",
      step: "放行最早被拦住的一帧",
      "release-all": "放行所有被拦住的帧",
      delay: "让{{host}}发出的帧经过 {{delay}} 到达",
      preset: "把线路换成{{preset}}",
    },
    frame: {
      hold: "拦住{{frame}}",
      release: "放行{{frame}}",
      drop: "丢弃{{frame}}",
      copy: "复制{{frame}}",
      alter: "翻转{{frame}}第 {{offset}} 字节的第 {{bit}} 位",
      delay: "把{{frame}}推迟 {{delay}}",
      swap: "把{{frame}}与后一帧对调",
      inject: "冒充{{host}}向线路放入一帧",
    },
    again: { stop: "不再照着原来那次运行下达指令" },
    rule: {
      set: "设定规则“{{rule}}”",
      remove: "移除规则“{{rule}}”",
      clear: "移除所有规则",
    },
  },
  preset: {
    lan: "干净的局域网",
    wifi: "家用 Wi-Fi",
    mobile: "移动网络",
    satellite: "卫星链路",
    "broken-switch": "坏掉的交换机",
  },
};
