import type { ErrorBody } from "@wirestage/protocol";
import { CirclePlay } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { Logo } from "../app/Logo.tsx";
import { useIsKept } from "../recordings/use-is-kept.ts";
import { goTo } from "../router/address.ts";
import { Link } from "../router/Link.tsx";
import { useSession } from "../session/hooks.ts";
import { type EndNoticeProps, WayOn } from "./EndNotice.tsx";
import { useErrorSentence } from "./error-sentence.ts";
import { useNoticeSentence } from "./notice-sentence.ts";
import type { Notice } from "./notices.ts";

interface NoTraceProps extends EndNoticeProps {
  readonly error: ErrorBody;
  readonly notice: Notice | null;
}

/** In place of the lab where it ended before anything of it arrived: there is nothing to look at. */
export function NoTrace({ error, notice, ...ways }: NoTraceProps) {
  const { t } = useTranslation("status");
  const { lab } = useSession();
  const isKept = useIsKept(lab);
  const sentence = useErrorSentence();
  const noticeSentence = useNoticeSentence();
  return (
    <main className="grid min-h-dvh place-items-center bg-bg px-6">
      <div className="flex max-w-md flex-col items-center gap-5 text-center">
        <Logo className="size-10" />
        <h1 className="text-balance font-semibold text-lg">{sentence(error)}</h1>
        <div className="flex flex-wrap justify-center gap-2">
          <WayOn code={error.code} {...ways} />
          {isKept === true && (
            <TextButton icon={CirclePlay} onClick={() => goTo(`/recording/${lab}`)}>
              {t("openRecording")}
            </TextButton>
          )}
        </div>
        {notice && (
          <p role="alert" className="text-lost text-sm">
            {noticeSentence(notice)}
          </p>
        )}
        <Link to="/" className="text-sm text-text-2 underline underline-offset-2 hover:text-text">
          {t("home")}
        </Link>
      </div>
    </main>
  );
}
