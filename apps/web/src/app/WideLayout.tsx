import { HostPanel } from "../hosts/HostPanel.tsx";
import { Stage } from "../stage/Stage.tsx";
import { Dock } from "./Dock.tsx";
import { StageHead } from "./StageHead.tsx";

/** Client, stage and server side by side, the dock below. */
export function WideLayout() {
  return (
    <>
      <main className="grid min-h-0 flex-1 grid-cols-[clamp(15rem,24vw,27rem)_minmax(0,1fr)_clamp(15rem,24vw,27rem)]">
        <div className="min-h-0 min-w-0 overflow-hidden border-line border-r bg-surface [&>*]:h-full">
          <HostPanel host="client" />
        </div>
        <div className="flex min-h-0 min-w-0 flex-col">
          <div className="min-h-0 overflow-y-auto">
            <StageHead />
          </div>
          <div className="min-h-0 flex-[1_0_7rem] overflow-hidden [&>*]:h-full">
            <Stage />
          </div>
        </div>
        <div className="min-h-0 min-w-0 overflow-hidden border-line border-l bg-surface [&>*]:h-full">
          <HostPanel host="server" />
        </div>
      </main>
      <Dock />
    </>
  );
}
