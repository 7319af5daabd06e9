import { ProgramList, type ProgramPair } from "@wirestage/protocol";
import { useEffect, useState } from "react";

export type Programs =
  | { readonly status: "loading" }
  | { readonly status: "missing" }
  | { readonly status: "here"; readonly programs: readonly ProgramPair[] };

let asked: Promise<Programs> | null = null;

async function ask(): Promise<Programs> {
  try {
    const response = await fetch("/api/programs");
    const { programs } = ProgramList.parse(await response.json());
    return { status: "here", programs };
  } catch {
    asked = null;
    return { status: "missing" };
  }
}

/** The pairs of programs with their source; asked of the server once for the whole page, again after a failure. */
export function usePrograms(): Programs {
  const [programs, setPrograms] = useState<Programs>({ status: "loading" });
  useEffect(() => {
    let wanted = true;
    asked ??= ask();
    void asked.then((answer) => {
      if (wanted) setPrograms(answer);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return programs;
}
