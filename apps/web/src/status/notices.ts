import type { ErrorBody, NoScript } from "@wirestage/protocol";
import { create } from "zustand";

/** Something that did not go as asked; stays until the next thing is asked or it is dismissed. */
export type Notice =
  | { readonly kind: "refused"; readonly error: ErrorBody }
  | { readonly kind: "no-answer" }
  | { readonly kind: "select-frame-first" }
  /** A key was pressed that several programs could obey, or none. */
  | { readonly kind: "which-program" }
  | { readonly kind: "no-program-for-key" }
  | { readonly kind: "past" }
  /** What was done cannot be done again in another lab. */
  | { readonly kind: "not-again"; readonly why: NoScript };

interface NoticeStore {
  readonly notice: Notice | null;
  show(notice: Notice): void;
  dismiss(): void;
}

export const useNotices = create<NoticeStore>((set) => ({
  notice: null,
  show: (notice) => set({ notice }),
  dismiss: () => set({ notice: null }),
}));
