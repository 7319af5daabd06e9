import { ProgramList, type ProgramPair, type PythonFacts } from "@wirestage/protocol";
import { useEffect, useState } from "react";
import { HAS_SERVER } from "../session/has-server.ts";

export type Programs =
  | { readonly status: "loading" }
  | { readonly status: "missing" }
  | { readonly status: "here"; readonly programs: readonly ProgramPair[]; readonly python: PythonFacts };

let asked: Promise<Programs> | null = null;

async function ask(): Promise<Programs> {
  try {
    const response = await fetch(HAS_SERVER ? "/api/programs" : "./programs.json");
    return { status: "here", ...ProgramList.parse(await response.json()) };
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

/** The pair called `name`, or null where the server has none, or has not answered yet. */
export function pairOf(programs: Programs, name: string): ProgramPair | null {
  if (programs.status !== "here") return null;
  return programs.programs.find((each) => each.name === name) ?? null;
}
