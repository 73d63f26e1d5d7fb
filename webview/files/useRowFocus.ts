import { useLayoutEffect, useRef, type RefObject } from "react";
import { BUTTON_SELECTOR } from "../ui/buttonSelector.ts";
import { useKeptFocus, type KeptFocus } from "../ui/useKeptFocus.ts";

interface FocusedControl {
  readonly rowIndex: number;
  /** Among those of its row. */
  readonly controlIndex: number;
}

/**
 * Where a row goes that has the focus, the same control of the row in its place takes it, or else
 * the scroller. Rows say by `data-index` which one they are.
 */
export function useRowFocus(scroller: RefObject<HTMLElement | null>, rowCount: number): KeptFocus {
  const focused = useRef<FocusedControl>(undefined);
  const note = () => {
    const active = document.activeElement;
    if (scroller.current?.contains(active) === true) focused.current = findControl(active);
  };
  useLayoutEffect(() => {
    note();
  });
  const kept = useKeptFocus(scroller, () => {
    const control = controlAt(scroller.current, focused.current, rowCount);
    (control ?? scroller.current)?.focus();
  });
  return {
    onFocus: () => {
      note();
      kept.onFocus();
    },
    onBlur: kept.onBlur,
  };
}

function findControl(element: Element | null): FocusedControl | undefined {
  const row = element?.closest<HTMLElement>("[data-index]");
  if (row === null || row === undefined) return undefined;
  const controlIndex = [...row.querySelectorAll(BUTTON_SELECTOR)].findIndex(
    (each) => each === element,
  );
  return { rowIndex: Number(row.dataset["index"]), controlIndex };
}

function controlAt(
  scroller: HTMLElement | null,
  focused: FocusedControl | undefined,
  rowCount: number,
): HTMLElement | undefined {
  if (scroller === null || focused === undefined) return undefined;
  const rowIndex = Math.min(focused.rowIndex, rowCount - 1);
  const row = scroller.querySelector(`[data-index="${rowIndex}"]`);
  return row?.querySelectorAll<HTMLElement>(BUTTON_SELECTOR)[focused.controlIndex];
}
