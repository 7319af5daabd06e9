import "./attacks.css";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { addMessages } from "../../i18n/i18n.ts";
import { useLink, usePlayer, useSession } from "../../session/hooks.ts";
import { Obstacle } from "../../wire-controls/Obstacle.tsx";
import { obstacleOf } from "../../wire-controls/obstacle.ts";
import { AttackCard } from "./AttackCard.tsx";
import { useAttackRuns } from "./attack-runs.ts";
import { CARDS } from "./cards.ts";
import { en, zh } from "./messages.ts";

addMessages({ attacks: { en, zh } });

const OBSTACLE = "attacks-obstacle";

/** Attacks on a server that verifies its clients: each is tried in this lab, and what comes of it is read from the trace. */
export function Attacks() {
  const { t } = useTranslation("attacks");
  const session = useSession();
  useEffect(() => useAttackRuns.getState().seenThrough(session), [session]);
  const obstacle = obstacleOf(useLink(), usePlayer().state);
  return (
    <section className="attacks" aria-label={t("title")}>
      <p className="attacks-intro">{t("intro")}</p>
      {obstacle && <Obstacle id={OBSTACLE} kind={obstacle} />}
      <div className="attacks-cards">
        {CARDS.map((card) => (
          <AttackCard key={card.name} card={card} obstacle={obstacle && OBSTACLE} />
        ))}
      </div>
    </section>
  );
}
