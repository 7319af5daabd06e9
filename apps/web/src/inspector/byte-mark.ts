import { create } from "zustand";

/** Bytes `start` to before `end` of a frame, counted from Ethernet's header. */
export interface ByteMark {
  readonly frame: number;
  readonly start: number;
  readonly end: number;
}

interface ByteMarkStore {
  readonly mark: ByteMark | null;
  show(mark: ByteMark): void;
}

/** Bytes that another view wants to be seen; lit in their frame until something else of it is chosen. */
export const useByteMark = create<ByteMarkStore>((set) => ({
  mark: null,
  show: (mark) => set({ mark: { ...mark } }),
}));
