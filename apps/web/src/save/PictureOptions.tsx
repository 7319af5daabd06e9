import { Image } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { Segments } from "../app/Segments.tsx";
import { useShownWindow } from "../stage/shown-window.ts";
import { usePicture } from "./use-picture.ts";

/** Saves the ladder as a picture: what is in view or all of it, as SVG or as PNG. */
export function PictureOptions({ onDone }: { readonly onDone: (said: string) => void }) {
  const { t } = useTranslation("save");
  const isShown = useShownWindow((store) => store.read !== null);
  const [chosen, setChosen] = useState<"view" | "whole">("whole");
  const [busy, setBusy] = useState(false);
  const make = usePicture();
  const part = isShown ? chosen : "whole";
  const save = (format: "svg" | "png") => {
    if (busy) return;
    setBusy(true);
    onDone("");
    void make(part, format)
      .then(onDone)
      .finally(() => setBusy(false));
  };
  return (
    <div className="flex flex-col items-start gap-2">
      {isShown && (
        <Segments
          label={t("picture.part")}
          segments={[
            { key: "whole", name: t("picture.whole") },
            { key: "view", name: t("picture.view") },
          ]}
          current={chosen}
          onChoose={setChosen}
        />
      )}
      <div className="flex gap-2">
        {(["svg", "png"] as const).map((format) => (
          <TextButton key={format} icon={Image} aria-disabled={busy} onClick={() => save(format)}>
            {t(`picture.${format}`)}
          </TextButton>
        ))}
      </div>
    </div>
  );
}
