import { expect, it } from "vitest";
import { shortCommand } from "./short-command.ts";

it.each([
  ["nc -l 9999", "nc -l 9999"],
  ["/usr/bin/python3 my_client.py", "python3 my_client.py"],
  ["python3 -c import socket\ns = socket.socket()\n", "python3 -c import socket s = so…"],
  ["python3 -c print('你好，世界') # 再来一些汉字，超出", "python3 -c print('你好，世界') # 再来一…"],
  ["/", "/"],
  ["", ""],
])("the command line %j is called %j", (line, name) => {
  expect(shortCommand(line)).toBe(name);
  expect([...shortCommand(line)].length).toBeLessThanOrEqual(32);
});
