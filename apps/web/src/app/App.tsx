import { lazy, Suspense } from "react";
import { Landing } from "../landing/Landing.tsx";
import { FileDrop } from "../open-file/FileDrop.tsx";
import { usePath } from "../router/address.ts";
import { matchPath } from "../router/match-path.ts";
import { HAS_SERVER } from "../session/has-server.ts";
import { loadLabPage } from "./load-lab-page.ts";
import { NotFound } from "./NotFound.tsx";
import { Opening } from "./Opening.tsx";
import { PartBoundary } from "./PartBoundary.tsx";

const LabPage = lazy(loadLabPage);
const OpenPage = lazy(async () => ({ default: (await import("../open-file/OpenPage.tsx")).OpenPage }));

const SamplePage = lazy(async () => ({ default: (await import("../samples/SamplePage.tsx")).SamplePage }));
const RecordingsPage = lazy(async () => ({
  default: (await import("../recordings/RecordingsPage.tsx")).RecordingsPage,
}));
const KeptRecordingPage = lazy(async () => ({
  default: (await import("../recordings/KeptRecordingPage.tsx")).KeptRecordingPage,
}));

const ComparePage = lazy(async () => ({
  default: (await import("../compare/ComparePage.tsx")).ComparePage,
}));

function View({ path }: { readonly path: string }) {
  const lab = matchPath("/lab/:id", path)?.["id"];
  if (lab !== undefined && HAS_SERVER) return <LabPage key={lab} lab={lab} />;
  if (matchPath("/recordings", path) && HAS_SERVER) return <RecordingsPage />;
  const recording = matchPath("/recording/:id", path)?.["id"];
  if (recording !== undefined && HAS_SERVER) return <KeptRecordingPage key={recording} id={recording} />;
  const { left, right } = matchPath("/compare/:left/:right", path) ?? {};
  if (left !== undefined && right !== undefined && HAS_SERVER) {
    return <ComparePage key={path} left={left} right={right} />;
  }
  if (matchPath("/open", path)) return <OpenPage />;
  const sample = matchPath("/samples/:name", path)?.["name"];
  if (sample !== undefined) return <SamplePage key={sample} name={sample} />;
  return matchPath("/", path) ? <Landing /> : <NotFound />;
}

export function App() {
  return (
    <PartBoundary>
      <Suspense fallback={<Opening />}>
        <View path={usePath()} />
      </Suspense>
      <FileDrop />
    </PartBoundary>
  );
}
