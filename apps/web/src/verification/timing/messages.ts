import type { SameShape } from "../../i18n/same-shape.ts";

export const en = {
  title: "Comparison and time",
  why: "A comparison that stops at the first byte that differs takes longer the more of the answer is right. Who can see that could find a MAC byte by byte. Measured here, on the machine on which Wirestage runs: wrong answers of {{bytes}} bytes, of which the first 0 to 31 are right.",
  measure: "Measure",
  again: "Measure again",
  measuring: "Measuring; this takes a second…",
  unreachable: "Wirestage did not answer. Try again when it is back.",
  method: {
    "stops-at-difference": "A loop that stops at the first difference",
    "buffer-equals": "Buffer.equals",
    "timing-safe-equal": "crypto.timingSafeEqual",
    "python-equals": "bytes ==",
    "python-compare-digest": "hmac.compare_digest",
  },
  language: { javascript: "JavaScript", node: "Node.js", python: "Python {{version}}" },
  axis: "ns for one comparison",
  agreeing: "right bytes",
  median: "median",
  figure: "{{method}}: medians {{medians}}",
  medianOf: "{{time}} ns with {{agreeing}} right bytes",
  outside_one: "{{count}} batch lies outside of the axis.",
  outside_other: "{{count}} batches lie outside of the axis.",
  seen: "Seen here",
  notSeen: "Not seen here",
  tooFewSeen: "Not known",
  finding: {
    eachByte:
      "Each right byte takes {{perByte}} ns more; with 31 it is {{difference}} ns more than with none ({{low}} to {{high}}).",
    beginning:
      "With 31 right bytes {{difference}} ns more than with none ({{low}} to {{high}}), but not more than with 8 ({{laterLow}} to {{laterHigh}}): it tells whether the beginning is right, not how much of it.",
    uneven:
      "With 31 right bytes {{difference}} ns against none ({{low}} to {{high}}), but it does not grow from byte to byte.",
    notSeen:
      "With 31 right bytes {{difference}} ns against none, and the interval from {{low}} to {{high}} holds 0. That is no proof that there is nothing: only that these batches do not show it.",
    tooFew: "The machine was too busy: too few batches to say anything.",
  },
  how: {
    title: "How it was measured",
    batch:
      "One comparison is shorter than the clock can tell: two readings differ by {{step}} ns at least. So {{batches}} comparisons are timed at once and divided by their number; that also hides how a single one varies.",
    order:
      "In each round every method of Node.js meets every answer once, in random order, so that what slows the machine down slows all of them; Python’s methods have rounds of their own. Up to {{rounds}} rounds.",
    verdict:
      "The verdict: the median of the differences between 31 right bytes and none within a round, and the interval that holds it with 99.9 % (sign test). “Seen” is what lies wholly on one side of 0.",
    noPython: "Python was not measured: there is none on this machine, or it did not answer.",
  },
  wire: {
    title: "And over the wire of this lab?",
    unknown:
      "Not known yet: too few replies were seen in this lab. Let the server refuse a few answers, then look again.",
    spread:
      "From the delivered answer to the server's next frame the times in this lab spread by {{spread}} (standard deviation). Much of that is this lab’s own: attacks run their programs with a rest of 200 ms before each call, and stops by hand count too. Over it a difference of δ is seen only in the mean of about (3σ/δ)² replies, were all of them independent:",
    needed: "{{method}}, δ = {{advantage}} ns: about {{replies}} replies for each guess.",
    invisible: "{{method}}: no difference was seen, so there is nothing to find over the wire either.",
    nothing: "Press “Measure” first: how small the differences are is not known yet.",
    nonce:
      "And all of them would have to be answers to the same nonce. The server of tcp-hmac makes a new one for each connection, so what was learnt about one answer helps with no other; only a server that uses its nonce again would give the time. To compare in constant time costs next to nothing all the same, and needs no such reasoning.",
  },
};

export const zh: SameShape<typeof en> = {
  title: "比较与时间",
  why: "如果比较遇到第一个不同的字节就停下，那么应答对得越多，用时就越长。谁能看出这个差别，谁就能一个字节一个字节地找出 MAC。这里在运行 Wirestage 的机器上实测：{{bytes}} 字节的错误应答，其中前 0 至 31 个字节是对的。",
  measure: "开始测量",
  again: "重新测量",
  measuring: "正在测量，约需一秒…",
  unreachable: "Wirestage 没有回应。等它恢复后再试。",
  method: {
    "stops-at-difference": "遇到不同就停下的循环",
    "buffer-equals": "Buffer.equals",
    "timing-safe-equal": "crypto.timingSafeEqual",
    "python-equals": "bytes ==",
    "python-compare-digest": "hmac.compare_digest",
  },
  language: { javascript: "JavaScript", node: "Node.js", python: "Python {{version}}" },
  axis: "一次比较所用的纳秒数",
  agreeing: "正确的字节数",
  median: "中位数",
  figure: "{{method}}：中位数 {{medians}}",
  medianOf: "前 {{agreeing}} 字节正确时 {{time}} ns",
  outside_other: "有 {{count}} 批落在坐标轴之外。",
  seen: "这里看得出",
  notSeen: "这里看不出",
  tooFewSeen: "尚不清楚",
  finding: {
    eachByte:
      "每多对一个字节，多用 {{perByte}} ns；对 31 个比一个都不对多用 {{difference}} ns（{{low}} 至 {{high}}）。",
    beginning:
      "对 31 个字节比一个都不对多用 {{difference}} ns（{{low}} 至 {{high}}），但与对 8 个没有差别（{{laterLow}} 至 {{laterHigh}}）：只看得出开头对不对，看不出对了多少。",
    uneven:
      "对 31 个字节与一个都不对相差 {{difference}} ns（{{low}} 至 {{high}}），但并不是每多对一个字节就多用一点。",
    notSeen:
      "对 31 个字节与一个都不对相差 {{difference}} ns，而 {{low}} 至 {{high}} 的区间包含 0。这并不证明没有差别，只说明这些测量看不出来。",
    tooFew: "机器太忙，测到的批数太少，无法下结论。",
  },
  how: {
    title: "怎样测量",
    batch:
      "一次比较比时钟能分辨的还短：两次读数至少相差 {{step}} ns。所以把 {{batches}} 次比较放在一起计时，再除以次数；单独一次的波动也因此看不到。",
    order:
      "每一轮中，Node.js 的每种方法与每个应答各测一次，次序随机；机器变慢时，大家一起变慢。Python 的方法另外分轮测量。最多 {{rounds}} 轮。",
    verdict:
      "结论的依据：同一轮中“对 31 个字节”与“一个都不对”之差的中位数，以及以 99.9 % 的把握包含它的区间（符号检验）。区间完全在 0 的一侧，才说“看得出”。",
    noPython: "没有测量 Python：这台机器上没有，或者它没有回应。",
  },
  wire: {
    title: "隔着这个实验的线路呢？",
    unknown: "还不清楚：在这个实验里看到的答复太少。先让服务器拒绝几次应答，再来看。",
    spread:
      "在这个实验里，从应答送达到服务器发出下一帧，所用时间的标准差为 {{spread}}。其中很大一部分是这个实验自己造成的：攻击中的程序每次调用前停 200 ms，手动暂停也算在内。要在这样的波动中看出差别 δ，大约要把 (3σ/δ)² 次答复取平均，而且它们必须彼此独立：",
    needed: "{{method}}，δ = {{advantage}} ns：每猜一次大约需要 {{replies}} 次答复。",
    invisible: "{{method}}：没有看出差别，隔着线路也就无从找起。",
    nothing: "请先按“开始测量”：还不知道差别有多小。",
    nonce:
      "而且这些都必须是对同一个随机数的应答。tcp-hmac 的服务器为每个连接生成新的随机数，在一次应答上学到的东西对下一次毫无用处；只有重复使用随机数的服务器才会给人这么多机会。尽管如此，用恒定时间比较并不费事，也就不必做这番推算。",
  },
};
