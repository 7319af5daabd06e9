import type { RunDifference, SkeletonPoint } from "@wirestage/trace";
import type { TFunction } from "i18next";

type CompareT = TFunction<"compare">;

function outcomeText(point: SkeletonPoint, t: CompareT): string {
  const { subject, outcome } = point;
  if (outcome === null) return t("outcome.open");
  if (subject.kind === "frame") return t(outcome.startsWith("lost") ? "outcome.lost" : frameArrival(outcome));
  return outcome === "done" ? t("outcome.done") : t("outcome.answer", { answer: outcome });
}

function frameArrival(outcome: string): "outcome.altered" | "outcome.delivered" {
  return outcome.endsWith("altered") ? "outcome.altered" : "outcome.delivered";
}

/** What a point of a story is about, in a few words. */
function pointText({ subject, what }: SkeletonPoint, t: CompareT): string {
  switch (subject.kind) {
    case "frame": {
      const { frame, shape, host } = subject;
      const facts = {
        frame,
        kind: kindText(shape.kind, t),
        host: t(hostKey(host)),
        bytes: shape.payloadLength,
      };
      const again = shape.isRepeat ? t("point.again") : "";
      return t(shape.payloadLength > 0 ? "point.data" : "point.frame", facts) + again;
    }
    case "call":
      return t("point.call", { name: what, host: t(hostKey(subject.host)) });
    case "socket":
      return what === "gone"
        ? t("point.gone", { host: t(hostKey(subject.host)) })
        : t("point.state", { state: what, host: t(hostKey(subject.host)) });
    case "program":
      return t("point.end", { host: t(hostKey(subject.host)) });
    default:
      return subject satisfies never;
  }
}

/** Names of flags and protocols are the same in every language. */
function kindText(kind: string, t: CompareT): string {
  return kind === "data" || kind === "other" ? t(`kind.${kind}`) : kind;
}

function hostKey(host: string): "host.client" | "host.server" | "host.other" {
  return host === "client" ? "host.client" : host === "server" ? "host.server" : "host.other";
}

/** One difference as a sentence. */
export function differenceText(difference: RunDifference, t: CompareT): string {
  switch (difference.kind) {
    case "outcome": {
      const { left, right } = difference;
      const facts = { point: pointText(left, t), left: outcomeText(left, t), right: outcomeText(right, t) };
      return t("difference.outcome", facts);
    }
    case "instead": {
      const { left, right } = difference;
      return t("difference.instead", { left: pointText(left, t), right: pointText(right, t) });
    }
    case "only":
    case "further": {
      const { kind, side, point, count } = difference;
      const more = count > 1 ? t("difference.more", { count: count - 1 }) : "";
      return t(`difference.${kind}.${side}`, { point: pointText(point, t), more });
    }
    default:
      return difference satisfies never;
  }
}
