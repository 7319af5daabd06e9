import { create } from "zustand";

interface WantedFileStore {
  /** Whether the code that opens files is asked for; once it is, it stays. */
  readonly isNeeded: boolean;
  /** The file to be opened next. */
  readonly file: File | null;
}

/** Stands between what lets a person choose a file, which every page has, and what reads it, which few ever load. */
export const useWantedFile = create<WantedFileStore>(() => ({ isNeeded: false, file: null }));

export function wantFile(file: File): void {
  useWantedFile.setState({ isNeeded: true, file });
}

/** Loads the code ahead, as when a file is dragged over the page. */
export function needOpening(): void {
  useWantedFile.setState({ isNeeded: true });
}

/** The file that is wanted, for whoever opens it now. */
export function takeWantedFile(): File | null {
  const { file } = useWantedFile.getState();
  if (file !== null) useWantedFile.setState({ file: null });
  return file;
}
