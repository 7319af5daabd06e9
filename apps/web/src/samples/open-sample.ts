import { recoverRecording } from "@wirestage/recording";
import { pageText } from "../runs/page-text.ts";
import { openTrace } from "../session/opened-trace.ts";
import { askSamples, sampleAddress, samplePath } from "./sample-index.ts";

async function titleOf(name: string, language: string): Promise<string> {
  const answer = await askSamples();
  const sample = answer.status === "here" ? answer.samples.find((each) => each.name === name) : undefined;
  return sample ? pageText(sample.title, language) : name;
}

/**
 * Reads the recording called `name` and shows it, at its own address, unless `signal` was aborted by then.
 * @throws where it is not there or cannot be read
 */
export async function openSample(name: string, language: string, signal: AbortSignal): Promise<void> {
  const path = samplePath(name);
  const [response, title] = await Promise.all([fetch(path, { signal }), titleOf(name, language)]);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const { events, whole, frames } = recoverRecording(bytes);
  const wholeFrame = async (frame: number) => {
    const found = frames(frame);
    if (found === null) throw new Error(`${path} holds no frame ${frame}`);
    return found;
  };
  const remarks = whole ? [] : [{ kind: "cut" } as const];
  await openTrace(
    { title, source: { kind: "shipped", path }, events, wholeFrame, remarks },
    signal,
    sampleAddress(name),
  );
}
