import type { Field } from "@wirestage/wire";
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FieldNode, type OpenFields, openedTo, seenPart, treeStep, visibleNodes } from "./field-rows.ts";
import { nodeLabelText, valueText } from "./field-text.ts";
import { type FrameModel, type Lit, layerOfProtocol, type Target } from "./frame-model.ts";
import { LAYER_GROUND } from "./layer-colours.ts";

const OPEN_AT_FIRST: OpenFields = new Set(["tcp", "udp", "arp", "icmp", "icmpv6"]);
const INDENT_REM = 0.9;

interface RowProps {
  readonly id: string;
  readonly node: FieldNode;
  readonly isOpen: boolean;
  readonly isLit: boolean;
  readonly isActive: boolean;
  /** The field before it was altered, where its value is another one. */
  readonly was: Field | null;
}

function lookOf({ node, isLit, isActive, was }: RowProps): string {
  const isProtocol = node.level === 1 && node.field.derived !== true;
  const isAltered = was !== null ? "shadow-[inset_3px_0_0_var(--held)]" : "";
  const ground = isLit ? "bg-accent-soft" : isProtocol ? LAYER_GROUND[layerOfProtocol(node.field.id)] : "";
  return `${ground} ${isAltered} ${isActive ? "group-focus-visible:outline-2" : ""} ${isProtocol ? "font-medium" : ""}`;
}

function FieldRow(props: RowProps) {
  const { t } = useTranslation("inspector");
  const { id, node, isOpen, isActive, was } = props;
  const { field, level } = node;
  const isParent = field.children.length > 0;
  const isDerived = field.derived === true;
  const before = was === null ? null : valueText(was, t);
  return (
    <div
      id={id}
      data-key={node.key}
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-setsize={node.siblings}
      aria-posinset={node.position}
      aria-selected={isActive}
      aria-expanded={isParent ? isOpen : undefined}
      className={`grid cursor-default grid-cols-[minmax(0,5fr)_minmax(0,6fr)] gap-x-3 px-2 py-0.5 outline-focus -outline-offset-2 ${lookOf(props)}`}
    >
      <span
        className="flex items-start gap-1"
        style={{ paddingInlineStart: `${(level - 1) * INDENT_REM}rem` }}
      >
        <ChevronRight
          size={14}
          aria-hidden="true"
          className={`mt-1 shrink-0 text-text-3 transition-transform ${isOpen ? "rotate-90" : ""} ${isParent ? "" : "invisible"}`}
        />
        <span className={isDerived ? "text-text-3" : "text-text-2"}>{nodeLabelText(node, t)}</span>
      </span>
      <span
        className={`font-mono text-xs leading-6 wrap-anywhere ${isDerived ? "text-text-2" : "text-text"}`}
      >
        {before !== null && (
          <>
            <span className="text-text-3 line-through">{before}</span>
            <span className="text-held"> → </span>
          </>
        )}
        {isDerived ? `[${valueText(field, t)}]` : valueText(field, t)}
      </span>
    </div>
  );
}

/** Where fields and bytes scroll together, a field chosen among the bytes must not take them out of view. */
function showRow(tree: HTMLElement, key: string): void {
  const column = tree.parentElement;
  const scrollsAlone = column !== null && getComputedStyle(column).overflowY === "auto";
  if (!scrollsAlone && document.activeElement !== tree) return;
  tree.querySelector(`[data-key="${key}"]`)?.scrollIntoView({ block: "nearest" });
}

function keyUnder(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest("[data-key]") : null;
  return row?.getAttribute("data-key") ?? null;
}

function toggled(open: OpenFields, id: string): OpenFields {
  const next = new Set(open);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface FieldTreeProps {
  readonly model: FrameModel;
  readonly lit: Lit;
  /** The field that was chosen last, here or among the bytes. */
  readonly chosen: string | null;
  readonly onHover: (target: Target | null) => void;
  readonly onChoose: (target: Target) => void;
}

/** Which fields are open; choosing a byte opens the way to its field. */
function useOpenFields(model: FrameModel, chosen: string | null) {
  const [open, setOpen] = useState(OPEN_AT_FIRST);
  const [opened, setOpened] = useState<string | null>(null);
  if (chosen !== opened) {
    setOpened(chosen);
    const node = chosen === null ? undefined : model.byKey.get(chosen);
    if (node) setOpen(openedTo(node, open));
  }
  return [open, setOpen] as const;
}

/** The frame's fields as a tree (ARIA: tree view). */
export function FieldTree({ model, lit, chosen, onHover, onChoose }: FieldTreeProps) {
  const { t } = useTranslation("inspector");
  const id = useId();
  const tree = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useOpenFields(model, chosen);
  const visible = visibleNodes(model.nodes, open);
  const chosenNode = chosen === null ? undefined : model.byKey.get(chosen);
  const active = chosenNode ? seenPart(chosenNode, open) : visible[0];
  const litNodes = model.nodes
    .filter((node) => lit.keys.has(node.key))
    .map((node) => seenPart(node, open).key);
  const litRows = new Set(litNodes);

  useEffect(() => {
    if (chosen !== null && tree.current) showRow(tree.current, chosen);
  }, [chosen]);

  const toggle = (node: FieldNode) => setOpen(toggled(open, node.field.id));
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = treeStep(event.key, active, visible, open);
    if (step === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (step.do === "go") onChoose({ at: "field", key: step.node.key });
    else toggle(step.node);
  }
  function onClick(event: MouseEvent) {
    const node = model.byKey.get(keyUnder(event.target) ?? "");
    if (!node) return;
    onChoose({ at: "field", key: node.key });
    if (node.field.children.length > 0) toggle(node);
  }
  function onPointer(event: MouseEvent) {
    const key = keyUnder(event.target);
    onHover(key === null ? null : { at: "field", key });
  }

  return (
    <div
      ref={tree}
      role="tree"
      aria-label={t("fields")}
      tabIndex={0}
      aria-activedescendant={active ? `${id}-${active.key}` : undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onMouseOver={onPointer}
      onMouseLeave={() => onHover(null)}
      onFocus={() => active && onChoose({ at: "field", key: active.key })}
      className="group py-1 text-sm -outline-offset-2"
    >
      {visible.map((node) => (
        <FieldRow
          key={node.key}
          id={`${id}-${node.key}`}
          node={node}
          isOpen={open.has(node.field.id)}
          isLit={litRows.has(node.key)}
          isActive={node === active}
          was={model.before.get(node.field) ?? null}
        />
      ))}
    </div>
  );
}
