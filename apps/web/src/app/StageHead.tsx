import { NoiseSwitch } from "../link-noise/NoiseSwitch.tsx";
import { useLink } from "../session/hooks.ts";
import { WireControls } from "../wire-controls/WireControls.tsx";

/** Above the stage: the hand on the wire, and of a recording, which no hand reaches, what of it is hidden. */
export function StageHead() {
  if (useLink().status !== "recording") return <WireControls />;
  return (
    <div className="px-4 py-1 empty:hidden">
      <NoiseSwitch />
    </div>
  );
}
