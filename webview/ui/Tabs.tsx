import { useId, useRef, type KeyboardEvent, type ReactNode } from "react";
import { hasModifier } from "./hasModifier.ts";
import "./Tabs.css";

interface TabsProps<T extends string> {
  readonly label: string;
  readonly selected: T;
  readonly tabs: readonly { readonly id: T; readonly title: string }[];
  readonly onSelect: (id: T) => void;
  /** The panel of the selected tab; the others are not rendered. */
  readonly children: ReactNode;
}

/**
 * Tabs as in the ARIA pattern with automatic activation: arrow keys, Home and End select a tab.
 * The toolkit's tabs keep every panel in the document.
 */
export function Tabs<T extends string>({
  label,
  selected,
  tabs,
  onSelect,
  children,
}: TabsProps<T>): ReactNode {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  const handleKeyDown = (event: KeyboardEvent) => {
    if (hasModifier(event)) return;
    const index = tabs.findIndex((tab) => tab.id === selected);
    const next = tabs[nextIndex(event.key, index, tabs.length)];
    if (next === undefined || next.id === selected) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };

  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} ref={list}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            data-tab={tab.id}
            id={`${id}-${tab.id}`}
            aria-selected={tab.id === selected}
            {...(tab.id === selected && { "aria-controls": `${id}-panel` })}
            tabIndex={tab.id === selected ? 0 : -1}
            onKeyDown={handleKeyDown}
            onClick={() => {
              onSelect(tab.id);
            }}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`}>
        {children}
      </div>
    </div>
  );
}

/** -1 for other keys. */
function nextIndex(key: string, index: number, count: number): number {
  switch (key) {
    case "ArrowRight":
      return (index + 1) % count;
    case "ArrowLeft":
      return (index + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return -1;
  }
}
