import { useTranslation } from "react-i18next";

const CLIENT_X = 92;
const SERVER_X = 388;

interface Flight {
  readonly label: string;
  readonly fromX: number;
  readonly toX: number;
  readonly y: number;
  readonly colour: string;
  /** How far the frame has come, from 0 to 1. */
  readonly way: number;
}

/** A frame falls by this much on its way: the slope is its latency. */
const FALL = 62;
const FLIGHTS: readonly Flight[] = [
  { label: "SYN", fromX: CLIENT_X, toX: SERVER_X, y: 104, colour: "var(--kind-syn)", way: 1 },
  { label: "SYN-ACK", fromX: SERVER_X, toX: CLIENT_X, y: 174, colour: "var(--kind-syn)", way: 1 },
  { label: "ACK", fromX: CLIENT_X, toX: SERVER_X, y: 244, colour: "var(--kind-ack)", way: 0.5 },
];

function Lifeline({ x, name, colour, soft }: { x: number; name: string; colour: string; soft: string }) {
  return (
    <g>
      <rect x={x - 56} y={28} width={112} height={40} rx={10} fill={soft} />
      <text x={x} y={53} textAnchor="middle" fill={colour} fontSize={15} fontWeight={600}>
        {name}
      </text>
      <path d={`M${x} 68V372`} stroke={colour} strokeWidth={2} strokeLinecap="round" />
    </g>
  );
}

function FlightLine({ flight }: { flight: Flight }) {
  const { fromX, toX, y, way, colour, label } = flight;
  const x = fromX + (toX - fromX) * way;
  const angle = (Math.atan2(FALL, Math.abs(toX - fromX)) * 180) / Math.PI;
  const labelX = fromX + (toX - fromX) * (way === 1 ? 0.5 : way / 2);
  const labelY = y + FALL * (way === 1 ? 0.5 : way / 2) - 9;
  return (
    <g>
      {way < 1 && (
        <path
          d={`M${fromX} ${y}L${toX} ${y + FALL}`}
          stroke="var(--line-strong)"
          strokeWidth={1.5}
          strokeDasharray="2 6"
          strokeLinecap="round"
        />
      )}
      <path
        d={`M${fromX} ${y}L${x} ${y + FALL * way}`}
        stroke={colour}
        strokeWidth={2}
        strokeLinecap="round"
      />
      <circle cx={x} cy={y + FALL * way} r={way < 1 ? 0 : 4.5} fill={colour} />
      <text
        x={labelX}
        y={labelY}
        textAnchor="middle"
        fill={colour}
        fontSize={13}
        fontWeight={600}
        transform={`rotate(${toX > fromX ? angle : -angle} ${labelX} ${labelY + 9})`}
      >
        {label}
      </text>
    </g>
  );
}

/** The frame in the learner's hand: parked, ringed. */
function HeldFrame() {
  const x = (CLIENT_X + SERVER_X) / 2;
  const y = 244 + FALL / 2;
  return (
    <g>
      <circle cx={x} cy={y} r={15} fill="var(--held-soft)" stroke="var(--held)" strokeWidth={2} />
      <path
        d={`M${x - 4} ${y - 5}v10M${x + 4} ${y - 5}v10`}
        stroke="var(--held)"
        strokeWidth={3}
        strokeLinecap="round"
      />
    </g>
  );
}

/** What a lab looks like, as a drawing without any numbers: those come from a kernel only. */
export function WireFigure({ note }: { readonly note: string }) {
  const { t } = useTranslation("landing");
  return (
    <figure className="m-0">
      <svg viewBox="0 0 480 384" className="w-full" role="img" aria-label={t("figure.alt")} fill="none">
        <Lifeline x={CLIENT_X} name={t("figure.client")} colour="var(--client)" soft="var(--client-soft)" />
        <Lifeline x={SERVER_X} name={t("figure.server")} colour="var(--server)" soft="var(--server-soft)" />
        {FLIGHTS.map((flight) => (
          <FlightLine key={flight.label} flight={flight} />
        ))}
        <HeldFrame />
        <text x={16} y={342} fill="var(--text-3)" fontSize={12} textAnchor="middle">
          {t("figure.time")}
        </text>
        <path
          d="M16 84v238M12 90l4-6 4 6"
          stroke="var(--line-strong)"
          strokeWidth={1.5}
          strokeLinecap="round"
          transform="rotate(180 16 203)"
        />
      </svg>
      <figcaption className="mt-1 text-center text-text-3 text-xs">{note}</figcaption>
    </figure>
  );
}
