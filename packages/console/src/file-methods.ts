import { type ConsoleMethod, method, parameter } from "./method.ts";

/** The methods of what `makefile` answers. */
export const FILE_METHODS: readonly ConsoleMethod[] = [
  method(
    "readline",
    "getline(3)",
    { of: "file", answers: "bytes" },
    "Reads up to the next line feed; waits for it.",
    "读到下一个换行为止；没有就等待。",
  ),
  method(
    "read",
    "fread(3)",
    {
      of: "file",
      answers: "bytes",
      parameters: [
        parameter(
          "size",
          "size",
          { optional: true, usual: "10" },
          "so many bytes; without it until the end",
          "读多少字节；不写则读到结束",
        ),
      ],
    },
    "Reads until so many bytes, or the end, are there.",
    "读满指定的字节数，或读到结束。",
  ),
  method(
    "write",
    "fwrite(3)",
    {
      of: "file",
      answers: "number",
      parameters: [
        parameter("data", "bytes", { usual: 'b"hello\\n"' }, "the bytes to write", "要写入的字节"),
      ],
    },
    "Puts bytes into the file's buffer; flush sends them.",
    "把字节放进文件缓冲区；flush 才会发送。",
  ),
  method("flush", "fflush(3)", { of: "file" }, "Sends what was written so far.", "把已写入的内容发送出去。"),
  method(
    "close",
    "fclose(3)",
    { of: "file" },
    "Flushes and ends the file; the socket stays open.",
    "刷新并关闭文件；套接字仍然打开。",
  ),
];
