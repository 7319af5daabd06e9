import type { SameShape } from "../i18n/same-shape.ts";

export const en = {
  title: {
    what: "A real TCP connection,",
    how: "with your hand on every packet.",
    howRecorded: "packet by packet.",
  },
  lead: "A client and a server talk through a real Linux kernel. You see each frame cross the wire, slowly enough to follow, and you can stop any of them in mid-air.",
  leadRecorded:
    "A client and a server talked through a real Linux kernel, and every frame, call and state was recorded. Watch it slowly enough to follow, and stop it at any moment.",
  myRecordings: "My recordings",
  start: "Start",
  starting: "Starting…",
  stepByStep: "Step by step",
  stepByStepNote: "Every frame stops half-way until you let it go.",
  verification: "Or watch a client prove by HMAC that it knows a secret",
  consoles: "Or make every socket call yourself, in a lab without programs",
  figure: {
    alt: "Drawing: a client and a server as two vertical lines, and three frames slanting from one to the other: SYN, SYN-ACK and ACK. The last one is stopped half-way.",
    client: "client",
    server: "server",
    time: "time",
    note: "A drawing. The real one begins when you press Start.",
    noteRecorded: "A drawing. The real ones are the recordings.",
  },
  getLab:
    "This copy of Wirestage shows recordings. To hold packets back with your own hand, start Wirestage on a machine with Linux: npm start.",
  recordings: {
    title: "This machine cannot run labs yet",
    why: {
      no_user_namespaces: "A lab lives in namespaces of its own, and they are forbidden here.",
      no_tun_device: "A lab's network cards need the device /dev/net/tun, and it is not there.",
      tun_permission_denied: "A lab's network cards need the device /dev/net/tun, and it may not be opened.",
      unshare_missing: "A lab is started by the program unshare, and it is not installed.",
      not_linux: "A lab is built from parts of the Linux kernel, and this is not Linux.",
      lab_process_failed: "The process that runs the labs could not be started.",
      lab_process_silent: "The process that runs the labs does not answer.",
    },
    afterwards: "After that start Wirestage again and load this page.",
  },
  failed: {
    title: "The lab could not be opened",
    gone: "Wirestage does not answer. Check that it is still running (npm start), then press Start again.",
  },
  source:
    "What you see comes from the kernel: every frame is bytes it sent, every state is its own answer. What caused what is concluded from the order of events.",
};

export const zh: SameShape<typeof en> = {
  title: {
    what: "一条真实的 TCP 连接，",
    how: "每个数据包都由你掌控。",
    howRecorded: "每个数据包都看得清楚。",
  },
  lead: "客户端和服务器通过真实的 Linux 内核通信。每一帧都慢慢经过线路，看得清、跟得上；任何一帧都可以在半路拦住。",
  leadRecorded:
    "客户端和服务器曾通过真实的 Linux 内核通信，每一帧、每一次调用、每一个状态都记录了下来。你可以放慢到看得清、跟得上，也可以停在任何一刻。",
  myRecordings: "我的记录",
  start: "开始",
  starting: "正在启动…",
  stepByStep: "逐帧放行",
  stepByStepNote: "每一帧都停在半路，等你放行。",
  verification: "也可以看客户端怎样用 HMAC 证明自己知道密钥",
  consoles: "也可以自己做每一个套接字调用（实验里没有程序）",
  figure: {
    alt: "示意图：客户端和服务器是两条竖线，三个帧斜着来往于两者之间：SYN、SYN-ACK、ACK。最后一帧停在半路。",
    client: "客户端",
    server: "服务器",
    time: "时间",
    note: "这是示意图。按“开始”，看真实的过程。",
    noteRecorded: "这是示意图。真实的过程在各份记录里。",
  },
  getLab: "这个页面只能播放记录。想亲手拦住数据包，请在 Linux 机器上用 npm start 启动 Wirestage。",
  recordings: {
    title: "这台机器还不能运行实验",
    why: {
      no_user_namespaces: "实验要在自己的命名空间里运行，而这里禁止创建用户命名空间。",
      no_tun_device: "实验的网卡需要设备 /dev/net/tun，而这里没有。",
      tun_permission_denied: "实验的网卡需要设备 /dev/net/tun，而当前用户无权打开它。",
      unshare_missing: "实验由 unshare 程序启动，而这里没有安装它。",
      not_linux: "实验由 Linux 内核的部件搭成，而这里不是 Linux。",
      lab_process_failed: "运行实验的进程没能启动。",
      lab_process_silent: "运行实验的进程没有应答。",
    },
    afterwards: "处理好之后，重新启动 Wirestage 并刷新本页。",
  },
  failed: {
    title: "实验没能打开",
    gone: "Wirestage 没有响应。请确认它仍在运行（npm start），然后再按一次“开始”。",
  },
  source:
    "你看到的一切都来自内核：每一帧都是它实际发出的字节，每个状态都是向它查询得到的。至于什么引起了什么，是根据事件的先后推断的。",
};
