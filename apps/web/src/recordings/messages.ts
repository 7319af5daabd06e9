import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  title: "My recordings",
  lead: "Every lab that this browser opens is recorded while it runs. A recording plays on the same stage as a lab, and Wireshark opens its file.",
  hint: "Give a name to what you want to keep: the oldest without one are deleted when the room runs out.",
  back: "Start page",
  loading: "Loading the recordings…",
  failed: {
    title: "The recordings could not be loaded",
    gone: "Wirestage does not answer. Check that it is still running.",
    again: "Try again",
  },
  empty: {
    title: "Nothing is recorded yet",
    text: "Open a lab and let something happen in it: its recording appears here within a second.",
    start: "Open a lab",
  },
  console: "Calls typed by hand",
  noPrograms: "A lab without programs",
  facts: {
    frames_one: "{{count}} frame",
    frames_other: "{{count}} frames",
    length: "Length of the run",
    size: "Size of the file",
  },
  state: {
    running: "recording now",
    cut: "breaks off",
    cutHint:
      "Wirestage or the disk stopped in the middle of it, or there was no more room; everything before that is there.",
  },
  open: "Open “{{title}}”",
  toLab: "Go to the lab “{{title}}”, which still runs",
  rename: "Give “{{title}}” a name",
  download: "Download “{{title}}” (pcapng)",
  delete: "Delete “{{title}}”",
  name: {
    label: "Name of the recording",
    save: "Save",
    cancel: "Cancel",
  },
  confirm: {
    question: "Delete this recording? It cannot be brought back.",
    running: "Delete this recording? Its lab goes on and is no longer recorded.",
    delete: "Delete",
    keep: "Keep it",
  },
  refused: { gone: "Wirestage does not answer. Check that it is still running, then try again." },
  deleted: "The recording was deleted.",
  renamed: "The name was saved.",
  room: "{{used}} of {{limit}} are used by all recordings of this Wirestage",
  problem: {
    title: "New labs are not recorded",
    titleCut: "A recording breaks off",
    off: "This Wirestage keeps no recordings. You can still download that of a lab before you leave it.",
    directory_unusable:
      "The directory of the recordings cannot be used. Whoever runs this Wirestage finds the reason in the sentence below.",
    directory_in_use:
      "Another Wirestage on this machine uses the directory of the recordings. Start this one with a directory of its own.",
    disk: "The last recording could not be written to the disk, and breaks off there. Labs go on; the next one is tried again.",
    outgrown:
      "A recording grew larger than one may, or running labs take all the room: it breaks off there. Labs go on; the next one is tried again.",
    full: "All recordings that are left have a name, and they take all the room. Delete some, and new labs are recorded again.",
  },
  kept: {
    missing: "This recording cannot be opened",
    unreadable: "Its file is damaged. Wireshark may still show its frames: download it from the list.",
    failed: "This page could not read it. Load the page again, or download the recording from the list.",
    tooNew:
      "It was made by a newer Wirestage. Update this one to open it; Wireshark can still show its frames.",
    list: "My recordings",
  },
};

export const zh: SameShape<typeof en> = {
  title: "我的记录",
  lead: "这个浏览器打开的每个实验，一边运行一边记录。记录可以在同样的舞台上播放，文件也能用 Wireshark 打开。",
  hint: "想长期保留的，请起个名字：空间不够时，最早的无名记录会先被删除。",
  back: "首页",
  loading: "正在加载记录…",
  failed: { title: "没能加载记录", gone: "Wirestage 没有响应。请确认它仍在运行。", again: "再试一次" },
  empty: {
    title: "还没有记录",
    text: "打开一个实验，让它发生点什么：一秒之内，记录就会出现在这里。",
    start: "打开实验",
  },
  console: "手动输入的调用",
  noPrograms: "没有程序的实验",
  facts: {
    frames_other: "{{count}} 帧",
    length: "运行时长",
    size: "文件大小",
  },
  state: {
    running: "正在记录",
    cut: "不完整",
    cutHint: "Wirestage 或磁盘中途停止工作，或者空间不够；在那之前的内容都在。",
  },
  open: "打开“{{title}}”",
  toLab: "前往仍在运行的实验“{{title}}”",
  rename: "给“{{title}}”起名字",
  download: "下载“{{title}}”（pcapng）",
  delete: "删除“{{title}}”",
  name: {
    label: "记录的名字",
    save: "保存",
    cancel: "取消",
  },
  confirm: {
    question: "删除这份记录？删除后无法恢复。",
    running: "删除这份记录？实验会继续运行，但不再记录。",
    delete: "删除",
    keep: "保留",
  },
  refused: { gone: "Wirestage 没有响应。请确认它仍在运行，然后再试一次。" },
  deleted: "记录已删除。",
  renamed: "名字已保存。",
  room: "本 Wirestage 的全部记录已占用 {{used}}，上限 {{limit}}",
  problem: {
    title: "新的实验不再记录",
    titleCut: "有一份记录中断了",
    off: "这个 Wirestage 不保留记录。离开实验之前，仍可以下载它的记录。",
    directory_unusable: "存放记录的目录无法使用。原因见下面这句话，请转告运行这个 Wirestage 的人。",
    directory_in_use: "这台机器上另一个 Wirestage 正在使用存放记录的目录。请给这一个另外指定目录。",
    disk: "最近一份记录没能写入磁盘，到那里中断了。实验照常进行；下一个实验会再次尝试记录。",
    outgrown:
      "有一份记录超出了单份上限，或者运行中的实验占满了空间，到那里中断了。实验照常进行；下一个实验会再次尝试记录。",
    full: "剩下的记录都有名字，而且已占满空间。删除一些，新的实验就会重新开始记录。",
  },
  kept: {
    missing: "这份记录打不开",
    unreadable: "文件已损坏。Wireshark 也许还能显示其中的帧：请从列表里下载。",
    failed: "本页没能读取它。请刷新页面再试，或者从列表里下载。",
    tooNew: "它由更新版本的 Wirestage 写成。更新之后才能打开；Wireshark 仍能显示其中的帧。",
    list: "我的记录",
  },
};
