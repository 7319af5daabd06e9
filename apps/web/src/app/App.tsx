export function App() {
  return <main className="p-8">Wirestage</main>;
}
