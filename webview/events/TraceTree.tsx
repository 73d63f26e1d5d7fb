import { t } from "@vscode/l10n";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { EventRef } from "../../shared/protocol/values.ts";
import { describeDuration } from "../format/durations.ts";
import { hasModifier } from "../ui/hasModifier.ts";
import { Icon } from "../ui/Icon.tsx";
import { percent } from "../ui/percent.ts";
import { isSameEvent } from "./eventPages.ts";
import { timeFractionOf, type TraceRow, type TraceTree as Trace } from "./traceTree.ts";
import { rowAfterTreeKey } from "./treeKeys.ts";
import "./TraceTree.css";

/** Deeper levels are not indented further, which leaves room for names. */
const MAX_INDENT_LEVEL = 8;

interface TraceTreeProps {
  readonly trace: Trace;
  readonly current: EventRef;
  readonly onSelect: (ref: EventRef) => void;
}

/** The events of a trace as a tree, with a timeline. */
export function TraceTree({ trace, current, onSelect }: TraceTreeProps): ReactNode {
  const { rows } = trace;
  const tree = useRef<HTMLDivElement>(null);
  const currentIndex = rows.findIndex(({ event }) => isSameEvent(event.ref, current));
  const [moved, setMoved] = useState({ from: currentIndex, to: currentIndex });
  // The keyboard continues from a newly opened event.
  const active = Math.max(0, moved.from === currentIndex ? moved.to : currentIndex);

  const handleKeyDown = (event: KeyboardEvent) => {
    if (hasModifier(event)) return;
    const next = rowAfterTreeKey(event.key, active, rows);
    if (next !== undefined) {
      setMoved({ from: currentIndex, to: next });
      tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[next]?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      const row = rows[active];
      if (row !== undefined) onSelect(row.event.ref);
    } else return;
    event.preventDefault();
  };

  return (
    <div ref={tree} className="trace-tree" role="tree" aria-label={t("Events in this trace")}>
      {rows.map((row, index) => (
        <TraceItem
          key={index}
          row={row}
          trace={trace}
          isCurrent={index === currentIndex}
          isActive={index === active}
          onKeyDown={handleKeyDown}
          onClick={() => {
            setMoved({ from: currentIndex, to: index });
            onSelect(row.event.ref);
          }}
        />
      ))}
    </div>
  );
}

interface TraceItemProps {
  readonly row: TraceRow;
  readonly trace: Trace;
  readonly isCurrent: boolean;
  readonly isActive: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onClick: () => void;
}

function TraceItem(props: TraceItemProps): ReactNode {
  const { row, trace, isCurrent, isActive, onKeyDown, onClick } = props;
  const { event, level, position, siblingCount } = row;
  const { start, length } = timeFractionOf(row, trace);
  const indent = Math.min(level, MAX_INDENT_LEVEL) - 1;
  return (
    <div
      role="treeitem"
      className="trace-item focus-inside"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblingCount}
      aria-selected={isCurrent}
      {...(isCurrent && { "aria-current": "true" as const })}
      tabIndex={isActive ? 0 : -1}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <span
        className="trace-name"
        style={{ paddingInlineStart: `calc(${indent} * var(--space-6))` }}
      >
        {event.hasError && (
          <>
            <Icon name="error" tone="error" />
            <span className="hidden-text">{t("Error")}</span>{" "}
          </>
        )}
        <span className="one-line">{event.name}</span>
      </span>{" "}
      <span className="trace-duration">
        {event.durationMs !== undefined && describeDuration(event.durationMs)}
      </span>
      <span className="trace-time" aria-hidden="true">
        <span
          className="trace-bar"
          style={{
            insetInlineStart: percent(Math.min(start, 0.99)),
            inlineSize: percent(length),
          }}
        />
      </span>
    </div>
  );
}
