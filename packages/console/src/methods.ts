import { FILE_METHODS } from "./file-methods.ts";
import type { ConsoleMethod, MethodOwner } from "./method.ts";
import { SOCKET_METHODS } from "./socket-methods.ts";

/** Every method, in the order of a socket's life. */
export const METHODS: readonly ConsoleMethod[] = [...SOCKET_METHODS, ...FILE_METHODS];

export function methodsOf(owner: MethodOwner): readonly ConsoleMethod[] {
  return METHODS.filter((each) => each.of === owner);
}

export function methodNamed(owner: MethodOwner, name: string): ConsoleMethod | null {
  return METHODS.find((each) => each.of === owner && each.name === name) ?? null;
}
