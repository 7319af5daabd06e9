export function HostPanel({ host }: { readonly host: "client" | "server" }) {
  return <section aria-label={host} />;
}
