import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

function PartMissing() {
  const { t } = useTranslation("app");
  return (
    <div role="alert" className="p-4 text-sm text-text-2">
      <p>{t("partMissing.text")}</p>
      <button type="button" className="mt-1 text-accent underline" onClick={() => location.reload()}>
        {t("partMissing.reload")}
      </button>
    </div>
  );
}

interface PartBoundaryProps {
  readonly children: ReactNode;
}

/** Keeps the rest of the page where the code of a part could not be fetched, or failed. */
export class PartBoundary extends Component<PartBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <PartMissing /> : this.props.children;
  }
}
