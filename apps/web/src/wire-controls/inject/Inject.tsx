import { lazy, Suspense } from "react";
import { useInject } from "./inject-shown.ts";

const InjectDialog = lazy(async () => ({ default: (await import("./InjectDialog.tsx")).InjectDialog }));

/** The form for a frame that no kernel sends, while it is asked for. */
export function Inject() {
  const shown = useInject((store) => store.shown);
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <InjectDialog />
    </Suspense>
  );
}
