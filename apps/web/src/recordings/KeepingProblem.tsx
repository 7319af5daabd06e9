import type { KeepingProblem as Problem } from "@wirestage/protocol";
import { useTranslation } from "react-i18next";

/** Problems for which the server's sentence names what has to be changed on the machine. */
const OF_THE_MACHINE: ReadonlySet<Problem["code"]> = new Set([
  "directory_unusable",
  "directory_in_use",
  "disk",
]);
/** Problems of one recording: the next lab is recorded, or at least tried. */
const OF_ONE: ReadonlySet<Problem["code"]> = new Set(["disk", "outgrown"]);

/** Why new labs are not recorded, and what helps. */
export function KeepingProblem({ problem }: { readonly problem: Problem }) {
  const { t } = useTranslation("recordings");
  return (
    <section className="mt-6 rounded-xl border border-held/40 bg-held-soft px-5 py-4">
      <h2 className="font-semibold">{t(OF_ONE.has(problem.code) ? "problem.titleCut" : "problem.title")}</h2>
      <p className="mt-1 text-sm">{t(`problem.${problem.code}`)}</p>
      {OF_THE_MACHINE.has(problem.code) && (
        <p lang="en" className="mt-2 break-words font-mono text-text-2 text-xs">
          {problem.message}
        </p>
      )}
    </section>
  );
}
