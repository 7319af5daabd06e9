import type { OpenProblemCode } from "./problem.ts";

/** What is wrong with a file, and what to do now. `{{…}}` are the problem's facts. */
export const problemsInEnglish: Readonly<Record<OpenProblemCode, string>> = {
  not_a_capture:
    "This is neither a capture nor a recording. Choose a pcapng or pcap file, as Wireshark, tcpdump and Wirestage save them.",
  capture_damaged:
    "The file is broken at byte {{offset, number}}, before its first whole packet. Get a fresh copy of it.",
  unpacked_damaged:
    "What is packed in this gzip file is broken at its byte {{offset, number}}, before its first whole packet. Get a fresh copy of it.",
  capture_version:
    "This is a pcap file of version {{version}}; Wirestage reads version 2. Save it anew as pcapng, for example with editcap.",
  no_packets: "There is no packet in this file. Capture again while something is being sent.",
  link_type:
    "These packets were captured on a link of type {{link}}, and Wirestage reads Ethernet. Capture on one interface instead of “any”, for example on eth0 or lo.",
  no_conversation:
    "None of the {{packets, number}} packets carries IP or ARP right behind Ethernet's header. VLAN tags and tunnels are not taken off: capture inside of them.",
  gzip_damaged: "This gzip file is damaged or not whole. Get a fresh copy of it.",
  too_large:
    "This is more than the {{most, number}} MiB that Wirestage opens. Cut it into parts first, for example with editcap -c.",
  recording_too_new:
    "This recording was made by {{application}}, which is newer than this page. Update Wirestage to open it; Wireshark can still show its frames.",
  unreadable: "The browser cannot read this file: it was moved, changed or locked. Choose it again.",
  failed:
    "Wirestage failed over this file ({{reason}}). Please report it, with the file if it is not private.",
};

export const problemsInChinese: Readonly<Record<OpenProblemCode, string>> = {
  not_a_capture:
    "这既不是抓包文件，也不是记录。请选择 pcapng 或 pcap 文件，Wireshark、tcpdump 和 Wirestage 保存的都可以。",
  capture_damaged: "文件在第 {{offset, number}} 字节处损坏，之前没有一个完整的数据包。请换一份完好的文件。",
  unpacked_damaged:
    "这个 gzip 文件解压后，在第 {{offset, number}} 字节处损坏，之前没有一个完整的数据包。请换一份完好的文件。",
  capture_version:
    "这是 {{version}} 版的 pcap 文件，Wirestage 只能读第 2 版。请另存为 pcapng，例如用 editcap。",
  no_packets: "文件里没有数据包。请在有数据收发时重新抓包。",
  link_type:
    "这些数据包是在 {{link}} 类型的链路上抓到的，Wirestage 只能读以太网。抓包时请指定一个接口，例如 eth0 或 lo，不要用 any。",
  no_conversation:
    "{{packets, number}} 个数据包里，以太网首部之后都不是 IP 或 ARP。Wirestage 不会去掉 VLAN 标签和隧道封装，请在封装之内抓包。",
  gzip_damaged: "这个 gzip 文件已损坏或不完整。请换一份完好的文件。",
  too_large: "文件超过了 {{most, number}} MiB，Wirestage 打不开。请先把它切成几份，例如用 editcap -c。",
  recording_too_new:
    "这份记录由 {{application}} 生成，比本页的版本新。请先更新 Wirestage；里面的帧用 Wireshark 也能看。",
  unreadable: "浏览器读不到这个文件：它可能被移动、修改或占用了。请重新选择。",
  failed: "Wirestage 没能读完这个文件（{{reason}}）。请反馈这个问题；如果文件不涉及隐私，请一并附上。",
};
