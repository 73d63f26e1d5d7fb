import { useLayoutEffect, useRef, type RefObject } from "react";
import { BUTTON_SELECTOR } from "../ui/buttonSelector.ts";
import { useFocusRecovery, type FocusRecovery } from "../ui/useFocusRecovery.ts";

interface FocusedControl {
  readonly rowIndex: number;
  /** Among the controls of its row. */
  readonly controlIndex: number;
}

/**
 * When the row with the focus is removed, focuses the same control of the row that took its place, or
 * else the scroller. Rows must have their index as `data-index`.
 */
export function useRowFocus(
  scroller: RefObject<HTMLElement | null>,
  rowCount: number,
): FocusRecovery {
  const focused = useRef<FocusedControl>(undefined);
  const remember = () => {
    const active = document.activeElement;
    if (scroller.current?.contains(active) === true) focused.current = findControl(active);
  };
  useLayoutEffect(() => {
    remember();
  });
  const recovery = useFocusRecovery(scroller, () => {
    const control = controlAt(scroller.current, focused.current, rowCount);
    (control ?? scroller.current)?.focus();
  });
  return {
    onFocus: () => {
      remember();
      recovery.onFocus();
    },
    onBlur: recovery.onBlur,
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
