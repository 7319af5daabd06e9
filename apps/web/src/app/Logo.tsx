/** Two lifelines and two frames between them. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" className={className} aria-hidden="true" fill="none" strokeLinecap="round">
      <path d="M5 3v18" stroke="var(--client)" strokeWidth="2.4" />
      <path d="M19 3v18" stroke="var(--server)" strokeWidth="2.4" />
      <path d="M5 7l14 4M19 14L5 18" stroke="var(--accent)" strokeWidth="1.8" />
    </svg>
  );
}
