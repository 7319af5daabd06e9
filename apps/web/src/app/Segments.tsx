import { useId } from "react";

export interface Segment<K extends string> {
  readonly key: K;
  readonly name: string;
  /** Why it cannot be chosen. */
  readonly refusal?: string | undefined;
  /** A small mark beside the name, with what it says to those who do not see it. */
  readonly mark?: string | undefined;
}

interface SegmentsProps<K extends string> {
  readonly label: string;
  readonly segments: readonly Segment<K>[];
  readonly current: K;
  readonly onChoose: (key: K) => void;
  readonly size?: "small" | "normal";
}

const SIZES = { small: "h-6 px-2 text-xs", normal: "h-8 px-3 text-sm" } as const;

/** One of a few, side by side: radio buttons that look like one control. */
export function Segments<K extends string>(props: SegmentsProps<K>) {
  const { label, segments, current, onChoose, size = "normal" } = props;
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className="inline-flex shrink-0 overflow-hidden rounded-md border border-line-strong bg-surface"
    >
      {segments.map(({ key, name: text, refusal, mark }) => (
        <label
          key={key}
          title={refusal ?? mark}
          className="relative border-line-strong border-l first:border-l-0 has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:-outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            value={key}
            checked={key === current}
            disabled={refusal !== undefined}
            onChange={() => onChoose(key)}
            className="peer absolute inset-0 cursor-pointer opacity-0 disabled:cursor-not-allowed"
          />
          <span
            className={`inline-flex items-center gap-1.5 whitespace-nowrap text-text-2 peer-checked:bg-accent-soft peer-checked:font-medium peer-checked:text-text peer-hover:text-text peer-disabled:text-text-3 peer-disabled:line-through ${SIZES[size]}`}
          >
            {text}
            {mark !== undefined && (
              <>
                <span aria-hidden="true" className="size-2 rounded-full bg-accent" />
                <span className="sr-only">({mark})</span>
              </>
            )}
          </span>
        </label>
      ))}
    </div>
  );
}
