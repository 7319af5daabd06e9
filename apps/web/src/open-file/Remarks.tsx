import { useTranslation } from "react-i18next";
import type { TraceRemark } from "../session/session.ts";

function useRemarkText(): (remark: TraceRemark) => string {
  const { t } = useTranslation("open-file");
  return (remark) => {
    switch (remark.kind) {
      case "cut":
        return t("remark.cut");
      case "damaged":
        return t("remark.damaged", { offset: remark.offset });
      case "damagedInside":
        return t("remark.damagedInside", { offset: remark.offset });
      case "capped":
        return t("remark.capped", { shown: remark.shown, of: remark.of });
      default:
        return remark satisfies never;
    }
  };
}

/** What is not whole about the trace that is shown. */
export function Remarks({ remarks }: { readonly remarks: readonly TraceRemark[] }) {
  const text = useRemarkText();
  if (remarks.length === 0) return null;
  return (
    <div role="status" className="border-held/40 border-b bg-held-soft px-4 py-1.5 text-sm">
      {remarks.map((remark) => (
        <p key={remark.kind}>{text(remark)}</p>
      ))}
    </div>
  );
}
