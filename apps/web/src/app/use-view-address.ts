import { useEffect } from "react";
import { replaceSearch } from "../router/address.ts";
import { browserTimer } from "../session/browser-timer.ts";
import { useSelection, useSession } from "../session/hooks.ts";
import { keepViewInAddress } from "./asked-view.ts";

/** The address tells which moment is looked at and what is selected, and leads there. */
export function useViewAddress(): void {
  const session = useSession();
  useEffect(
    () =>
      keepViewInAddress(session, {
        search: () => location.search,
        replaceSearch,
        selection: {
          get: () => useSelection.getState().selection,
          set: (selection) => useSelection.getState().select(selection),
          subscribe: useSelection.subscribe,
        },
        after: browserTimer,
      }),
    [session],
  );
}
