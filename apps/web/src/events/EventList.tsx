export function EventList() {
  return <section aria-label="Events" />;
}
