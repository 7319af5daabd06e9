import type { ErrorBody } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";
import { Logo } from "../app/Logo.tsx";
import { Link } from "../router/Link.tsx";
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
  const sentence = useErrorSentence();
  const noticeSentence = useNoticeSentence();
  return (
    <main className="grid min-h-dvh place-items-center bg-bg px-6">
      <div className="flex max-w-md flex-col items-center gap-5 text-center">
        <Logo className="size-10" />
        <h1 className="text-balance font-semibold text-lg">{sentence(error)}</h1>
        <WayOn code={error.code} {...ways} />
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
