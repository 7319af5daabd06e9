export function WireControls() {
  return <section aria-label="Wire" />;
}
