import type { ErrorCode } from "@wirestage/protocol";

/** One sentence or two for every error: what happened, and what to do now. `{{…}}` are the error's facts. */
export const errorsInEnglish: Readonly<Record<ErrorCode, string>> = {
  bad_request:
    "Wirestage did not understand this request. Load the page again; if it comes back, please report it.",
  bad_json:
    "Wirestage received something that is not JSON. Load the page again; if it comes back, please report it.",
  bad_command: "The lab does not take this command. Check the value you entered and try again.",
  unknown_run: "There is no such program. Choose one from the list.",
  token_missing:
    "You are only watching: this browser has no key for this lab. Open a lab of your own to act in it.",
  token_wrong: "This browser's key does not fit this lab. You can watch; open a lab of your own to act.",
  key_missing:
    "This browser has no key for these recordings. Open a lab of your own; its recording is yours.",
  key_wrong: "This recording belongs to somebody else. You can watch and download it, not change it.",
  origin_refused:
    "Wirestage refuses pages from this address. Open it at the address it prints when it starts.",
  host_refused: "Wirestage does not know this host name. Open it at the address it prints when it starts.",
  not_found: "There is nothing at this address. Go back to the start page.",
  lab_not_found: "There is no such lab, or it is gone. Open a new one.",
  frame_not_found: "There is no such frame in this lab. Select one on the stage.",
  program_not_found: "There is no such program in this lab. Run one first.",
  recording_not_found:
    "There is no such recording: it was deleted, or it made room for newer ones. Choose one from the list.",
  frame_gone: "This frame has already arrived or been lost. Choose one that is still on the wire.",
  frame_not_held: "This frame is not being held. Hold it first.",
  nothing_held: "No frame is being held. Press “Hold all” first, then wait for a frame.",
  bad_frame:
    "A frame has {{least}} to {{most}} bytes, Ethernet's header included; this one has {{length}}. Change its length.",
  offset_beyond_frame:
    "Frame {{frame}} has only {{length}} bytes, none at offset {{offset}}. Choose one of its bytes.",
  mending_undoes:
    "This byte is part of a checksum: mending the checksums would undo the flip. Leave the checksums, or flip another bit.",
  mending_incomplete:
    "The checksum over this byte also covers other fragments, so it cannot be mended in this frame alone. Leave the checksums.",
  bad_filter:
    "The lab does not understand the filter of this rule. Correct it, or choose frames from the list.",
  rule_not_found: "This rule is no longer in force. It has done all it was for, or it was taken away.",
  too_many_rules: "The wire has as many rules as it takes ({{limit}}). Take one away first.",
  program_ended: "This program has ended. Restart it, or run the pair again.",
  program_not_paused: "This program is not paused. Pause it first; it then rests before its next call.",
  too_many_programs:
    "As many programs run in this lab as it allows, or it has started as many as it ever may. End one, or open a new lab.",
  bad_statement:
    "The console does not understand this line. Write one call, such as s = socket(AF_INET, SOCK_STREAM).",
  console_name_unknown: "The console knows no such name. Make a socket first and give it this name.",
  console_busy:
    "This console waits in as many calls as it may. Let one of them finish, or shut a socket down.",
  run_in_progress: "The programs are still running. End them first, or open a new lab.",
  running_again:
    "This lab is still doing again what was done before. Wait until it stands still, or stop it there.",
  host_not_found: "There is no such host in this lab.",
  lab_ended:
    "This lab is closed. What happened stays here to look at until you leave this page; open a new lab to go on.",
  trace_not_there: "The trace does not reach that far. Load the page again to read it from the beginning.",
  message_too_large: "This is too long to send at once. Shorten the text and try again.",
  body_too_large: "This is too long to send at once. Shorten it and try again.",
  too_many_requests: "Too many requests in a short time. Wait a moment, then try again.",
  too_many_messages: "Too many commands in a short time. Wait a moment; the page comes back by itself.",
  too_many_labs:
    "As many labs are open here as this machine allows. Close one, or wait until an idle one ends.",
  too_many_watchers:
    "As many pages watch this lab as it allows. Close one of them, then load this page again.",
  lab_full:
    "This lab has reached its limit and records no more. Look at it or download it; open a new lab to go on.",
  language_unavailable: "This program cannot run in that language here. Choose TypeScript.",
  timing_busy:
    "Comparisons are being timed for somebody else, and two at once would disturb each other. Try again in a few seconds.",
  timing_late:
    "This machine is too busy to time comparisons at the moment. Try again when less is running on it.",
  internal: "Something went wrong in Wirestage. Try again; if it comes back, open a new lab.",
  recording_failed:
    "Wirestage could not write this recording. The lab goes on; try again, or open a new lab and save earlier.",
  recording_unchanged:
    "The disk did not take the change, so the recording is as it was. Make room on the disk, then try again.",
  kernel_unavailable:
    "This machine cannot run labs at the moment. The start page says why and what to allow.",
  lab_lost:
    "The lab's process died, and its hosts with it. What happened stays here; open a new lab to go on.",
  lab_idle: "This lab was closed because nobody used it. What happened stays here; open a new lab to go on.",
  shutting_down:
    "Wirestage is shutting down, and this lab with it. What happened stays here; open a new lab later.",
};

export const errorsInChinese: Readonly<Record<ErrorCode, string>> = {
  bad_request: "Wirestage 无法识别这个请求。请刷新页面；若仍出现，请反馈给我们。",
  bad_json: "Wirestage 收到的不是 JSON。请刷新页面；若仍出现，请反馈给我们。",
  bad_command: "实验不接受这条命令。请检查填写的值，再试一次。",
  unknown_run: "没有这个程序。请从列表里选一个。",
  token_missing: "你只能旁观：这个浏览器没有本实验的密钥。想动手，请新开一个实验。",
  token_wrong: "这个浏览器的密钥与本实验不符。你可以旁观；想动手，请新开一个实验。",
  key_missing: "这个浏览器没有这些记录的密钥。请自己开一个实验，它的记录就归你。",
  key_wrong: "这份记录是别人的：可以看，可以下载，不能改动。",
  origin_refused: "Wirestage 拒绝从这个地址打开的页面。请使用它启动时显示的地址。",
  host_refused: "Wirestage 不认识这个主机名。请使用它启动时显示的地址。",
  not_found: "这个地址下什么也没有。请回到首页。",
  lab_not_found: "没有这个实验，或者它已经不在了。请新开一个。",
  frame_not_found: "本实验里没有这一帧。请在时序图上选一帧。",
  program_not_found: "本实验里没有这个程序。请先运行一个。",
  recording_not_found: "没有这份记录：它已被删除，或者给更新的记录腾了地方。请从列表里选一份。",
  frame_gone: "这一帧已经到达或丢失。请选一个还在线路上的帧。",
  frame_not_held: "这一帧没有被拦住。请先拦住它。",
  nothing_held: "现在没有被拦住的帧。请先按“全部拦住”，等帧到来。",
  bad_frame: "一帧连同以太网首部应有 {{least}}–{{most}} 字节，这一帧有 {{length}} 字节。请修改它的长度。",
  offset_beyond_frame:
    "第 {{frame}} 帧只有 {{length}} 字节，没有第 {{offset}} 字节（从 0 数起）。请选帧内的字节。",
  mending_undoes: "这个字节属于校验和，重算校验和会把刚翻转的位改回去。请让校验和保持原样，或翻转别的位。",
  mending_incomplete: "覆盖这个字节的校验和还覆盖其他分片，只凭这一帧无法重算。请让校验和保持原样。",
  bad_filter: "实验看不懂这条规则的过滤条件。请改正，或从列表里选择要处理的帧。",
  rule_not_found: "这条规则已经不再生效：它已完成，或已被移除。",
  too_many_rules: "线路上的规则已满（最多 {{limit}} 条）。请先移除一条。",
  program_ended: "这个程序已经结束。请重启它，或者再运行一次。",
  program_not_paused: "这个程序没有暂停。请先暂停，它会停在下一次调用之前。",
  too_many_programs: "本实验同时运行的程序已满，或启动过的程序总数已到上限。请结束一个，或新开实验。",
  bad_statement: "控制台看不懂这一行。请写一次调用，例如 s = socket(AF_INET, SOCK_STREAM)。",
  console_name_unknown: "控制台里没有这个名字。请先创建套接字，并用这个名字保存它。",
  console_busy: "这个控制台里等待中的调用已满。请等其中一个完成，或对套接字调用 shutdown。",
  run_in_progress: "程序还在运行。请先结束它们，或者新开一个实验。",
  running_again: "这个实验还在重走之前的步骤。等它停下来，或者让它就停在这里。",
  host_not_found: "本实验里没有这台主机。",
  lab_ended: "实验已关闭。离开本页之前，发生过的一切仍可查看；要继续，请新开一个实验。",
  trace_not_there: "记录还没有这么长。请刷新页面，从头读取。",
  message_too_large: "内容太长，一次发不出去。请缩短后再试。",
  body_too_large: "内容太长，一次发不出去。请缩短后再试。",
  too_many_requests: "短时间内请求太多。请稍等片刻再试。",
  too_many_messages: "短时间内命令太多。稍等片刻，页面会自行恢复。",
  too_many_labs: "这台机器能开的实验已满。请关掉一个，或等闲置的实验结束。",
  too_many_watchers: "观看本实验的页面已满。请关掉其中一个，再刷新本页。",
  lab_full: "本实验已到上限，不再记录。可以查看或下载；要继续，请新开一个实验。",
  language_unavailable: "这里不能用该语言运行这个程序。请选 TypeScript。",
  timing_busy: "正在为别人计时；同时计时会互相干扰。请过几秒再试。",
  timing_late: "这台机器现在太忙，没能按时测完。等它空闲一些再试。",
  internal: "Wirestage 出错了。请再试一次；若仍出现，请新开一个实验。",
  recording_failed: "Wirestage 没能写出这份记录文件。实验不受影响；请再试一次，或新开实验并早些保存。",
  recording_unchanged: "磁盘没能写入这次修改，记录保持原样。请给磁盘腾出空间，再试一次。",
  kernel_unavailable: "这台机器暂时无法运行实验。原因和解决办法见首页。",
  lab_lost: "实验进程意外终止，主机也随之消失。发生过的一切仍在这里；要继续，请新开一个实验。",
  lab_idle: "实验闲置过久，已被关闭。发生过的一切仍在这里；要继续，请新开一个实验。",
  shutting_down: "Wirestage 正在关闭，本实验也随之结束。发生过的一切仍在这里；稍后可新开一个实验。",
};
