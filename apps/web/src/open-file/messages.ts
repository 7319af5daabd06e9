import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  recording: "Recording",
  capture: "Capture",
  another: "Open another file",
  remark: {
    cut: "This recording breaks off here: it is shown as far as it was written.",
    damaged: "The file cannot be read from byte {{offset}} on; what stands before it is shown.",
    capped: "The first {{shown}} of {{of}} frames of this conversation are shown.",
  },
  nothing: {
    title: "No file is open",
  },
};

export const zh: SameShape<typeof en> = {
  recording: "记录",
  capture: "抓包文件",
  another: "打开别的文件",
  remark: {
    cut: "这份记录没有写完，只能显示到中断之处。",
    damaged: "文件从第 {{offset}} 字节起无法读取，只显示此前的内容。",
    capped: "这段会话共 {{of}} 帧，只显示前 {{shown}} 帧。",
  },
  nothing: {
    title: "还没有打开文件",
  },
};
