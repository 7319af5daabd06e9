const PLACE = "\u0000";

interface TextWithLinkProps {
  /** Gives the sentence with `link` put into its place. */
  readonly sentence: (link: string) => string;
  readonly link: string;
  readonly onFollow: () => void;
}

/** A sentence with one link in it, wherever the language puts it. */
export function TextWithLink({ sentence, link, onFollow }: TextWithLinkProps) {
  const [before, after] = sentence(PLACE).split(PLACE);
  return (
    <>
      {before}
      <button
        type="button"
        onClick={onFollow}
        className="rounded-sm font-medium text-accent underline underline-offset-2"
      >
        {link}
      </button>
      {after}
    </>
  );
}
