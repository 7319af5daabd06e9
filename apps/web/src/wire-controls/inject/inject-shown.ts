import { create } from "zustand";

interface InjectShown {
  readonly shown: boolean;
  open(): void;
  close(): void;
}

/** Whether the form for a frame that no kernel sends is open. */
export const useInject = create<InjectShown>((set) => ({
  shown: false,
  open: () => set({ shown: true }),
  close: () => set({ shown: false }),
}));
