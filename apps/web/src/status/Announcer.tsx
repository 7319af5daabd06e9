import { useEffect, useState } from "react";
import { browserTimer } from "../session/browser-timer.ts";
import { AnnouncementQueue } from "./announcement-queue.ts";

/** A polite live region that says `text` whenever it changes, at most once a second. */
export function Announcer({ text }: { readonly text: string }) {
  const [spoken, speak] = useState("");
  const [queue] = useState(
    () => new AnnouncementQueue({ nowMs: () => performance.now(), after: browserTimer, speak }),
  );
  useEffect(() => queue.say(text), [queue, text]);
  useEffect(() => () => queue.close(), [queue]);
  return (
    <p className="sr-only" role="status" aria-live="polite">
      {spoken}
    </p>
  );
}
