import type { SameShape } from "../../i18n/same-shape.ts";
import { cardsInChinese, cardsInEnglish } from "./card-texts.ts";
import { findingsInChinese, findingsInEnglish } from "./finding-texts.ts";
import { stepsInChinese, stepsInEnglish } from "./step-texts.ts";

export const en = {
  title: "Attacks to try",
  intro:
    "Each is carried out here and now, with real programs and real frames. What came of it is read from the trace, and nothing is known beforehand.",
  card: cardsInEnglish,
  try: "Try it",
  tryAgain: "Try it again",
  trial: {
    altered: "Mend the checksums",
    checksumLeft: "Leave them wrong",
    spoofedWrong: "With a guessed number",
    spoofedRight: "With the right number",
    merged: "With the naive server",
    mergedCured: "With the cure",
  },
  of: "{{name}}: {{act}}",
  show: "Show the timing",
  hide: "Hide the timing",
  loading: "Opening…",
  stop: "Stop",
  running: {
    question: "{{names}} is still running, and would be ended.",
    yes: "End it and try",
    no: "Not now",
  },
  otherTrial: "Another attack is being tried.",
  steps: "What is being done",
  phase: {
    done: "All steps were done.",
    stopped: "Stopped by you. What runs goes on.",
    refused: "The lab refused the last step.",
    surprised: "Something else came than was expected.",
  },
  surprise: {
    labEnded: "The lab has ended.",
    serverEnded: "The server of {{name}} has ended, and cannot go on with it.",
    clientEnded: "The client of {{name}} has ended before that.",
    notAccepted:
      "The honest client was not accepted, so that there is nothing to go on with. The story above tells why.",
    notOverheard: "The frames that carried the answer were not all seen.",
    tooLate: "The server had called recv before it could be paused.",
  },
  outcome: {
    title: "What came of it",
    open: "Undecided",
    failed: "The attack failed",
    succeeded: "The attack succeeded",
    nobody: "The honest client was kept out",
    rightIn: "The honest client was let in",
  },
  step: stepsInEnglish,
  finding: findingsInEnglish,
  frame: "frame {{frame}}",
  call: "{{name}} #{{call}}",
  cure: {
    show: "Show the cure",
    hide: "Hide the cure",
    source: "{{file}}, and what the cure changes in it",
  },
};

export const zh: SameShape<typeof en> = {
  title: "动手攻击",
  intro: "每一种攻击都在这里用真实的程序和真实的帧当场进行。结果从记录里读出，事先并没有答案。",
  card: cardsInChinese,
  try: "试一试",
  tryAgain: "再试一次",
  trial: {
    altered: "校验和重新算对",
    checksumLeft: "校验和不管",
    spoofedWrong: "序列号靠猜",
    spoofedRight: "序列号恰好正确",
    merged: "用有缺陷的服务器",
    mergedCured: "用改好的服务器",
  },
  of: "{{name}}：{{act}}",
  show: "查看计时",
  hide: "收起计时",
  loading: "正在打开…",
  stop: "停止",
  running: {
    question: "{{names}} 还在运行，继续的话会先把它结束。",
    yes: "结束它并开始",
    no: "暂不",
  },
  otherTrial: "另一种攻击正在进行。",
  steps: "正在做什么",
  phase: {
    done: "所有步骤都已完成。",
    stopped: "你已停止。正在运行的程序不受影响。",
    refused: "实验拒绝了最后一步。",
    surprised: "出现了意料之外的情况。",
  },
  surprise: {
    labEnded: "实验已经结束。",
    serverEnded: "{{name}} 的服务器已经结束，无法继续。",
    clientEnded: "还没走到这一步，{{name}} 的客户端就已结束。",
    notAccepted: "合法客户端没有通过验证，后面无从谈起。上面的经过说明了原因。",
    notOverheard: "承载应答的帧没有全部观察到。",
    tooLate: "还没来得及暂停，服务器就已调用 recv。",
  },
  outcome: {
    title: "结果如何",
    open: "尚无定论",
    failed: "攻击失败",
    succeeded: "攻击得逞",
    nobody: "合法客户端被拒之门外",
    rightIn: "合法客户端顺利通过",
  },
  step: stepsInChinese,
  finding: findingsInChinese,
  frame: "帧 {{frame}}",
  call: "{{name}} #{{call}}",
  cure: {
    show: "查看改法",
    hide: "收起改法",
    source: "{{file}} 以及要改动的地方",
  },
};
