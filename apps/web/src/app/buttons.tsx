import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

type ButtonProps = Omit<ComponentProps<"button">, "className" | "type">;

interface IconButtonProps extends ButtonProps {
  readonly icon: LucideIcon;
  /** Accessible name, also shown as the tooltip. */
  readonly label: string;
  /** Key that does the same, added to the tooltip. */
  readonly shortcut?: string;
  readonly emphasis?: boolean;
}

/** A square button with a picture only. */
export function IconButton({ icon: Icon, label, shortcut, emphasis = false, ...rest }: IconButtonProps) {
  const look = emphasis
    ? "bg-text text-bg hover:bg-text-2 disabled:bg-line-strong"
    : "text-text-2 hover:bg-sunken hover:text-text disabled:text-line-strong disabled:hover:bg-transparent aria-disabled:cursor-default aria-disabled:text-line-strong aria-disabled:hover:bg-transparent";
  return (
    <button
      type="button"
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      className={`grid size-9 shrink-0 place-items-center rounded-full transition-colors ${look}`}
      {...rest}
    >
      <Icon size={18} strokeWidth={1.9} aria-hidden="true" />
    </button>
  );
}

interface TextButtonProps extends ButtonProps {
  readonly icon?: LucideIcon;
  /** `final`: what it does cannot be taken back. */
  readonly look?: "primary" | "quiet" | "final";
  /** On a phone only the icon is seen. */
  readonly compact?: boolean;
}

const LOOKS = {
  primary: "bg-accent text-bg border-transparent hover:brightness-110",
  quiet: "bg-surface text-text border-line-strong hover:bg-sunken",
  final: "bg-surface text-lost border-lost hover:bg-lost-soft",
} as const;

export function TextButton({
  icon: Icon,
  look = "quiet",
  compact = false,
  children,
  ...rest
}: TextButtonProps) {
  return (
    <button
      type="button"
      className={`inline-flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border px-2 font-medium text-sm sm:px-3 transition disabled:opacity-50 ${LOOKS[look]}`}
      {...rest}
    >
      {Icon && <Icon size={15} strokeWidth={2} aria-hidden="true" />}
      {compact ? <span className="max-sm:sr-only">{children}</span> : children}
    </button>
  );
}
