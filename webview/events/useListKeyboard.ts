import { useImperativeHandle, type KeyboardEvent, type Ref, type RefObject } from "react";
import type { EventRef } from "../../shared/protocol/values.ts";
import { hasModifier } from "../ui/hasModifier.ts";
import { indexOfEvent, rowAt, type LoadedPages } from "./eventPages.ts";
import { offsetToShow, rowAfterKey } from "./listGeometry.ts";
import { listSize, readOffset, scrollToOffset, type Rows } from "./listScroll.ts";
import type { ListPosition } from "./useListPosition.ts";

export interface EventListHandle {
  isAtTop(): boolean;
  focus(): void;
  /** Focuses the event's row, or the active row if the event is not loaded. */
  focusRow(ref: EventRef): void;
}

export interface ListKeyboardOptions {
  readonly list: RefObject<HTMLElement | null>;
  readonly handle: Ref<EventListHandle>;
  readonly rows: Rows;
  readonly pages: LoadedPages;
  readonly position: ListPosition;
  readonly isDetailOpen: boolean;
  readonly onOpen: (ref: EventRef, how: { readonly isByKeyboard: boolean }) => void;
  readonly onDismiss: () => void;
}

export interface ListKeyboard {
  readonly handleKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly handleFocus: () => void;
  /** Opens the clicked row. */
  readonly handleClick: (index: number) => void;
}

/** Moves the active row of a list, keeps it visible, and opens it. */
export function useListKeyboard(options: ListKeyboardOptions): ListKeyboard {
  const { list, handle, rows, pages, position, isDetailOpen, onOpen, onDismiss } = options;
  const { active, setActive } = position;

  const moveTo = (index: number) => {
    const node = list.current;
    if (node === null) return;
    setActive(index);
    const offset = offsetToShow(index, readOffset(node, rows), listSize(node, rows));
    scrollToOffset(node, offset, rows);
  };
  const open = (index: number, isByKeyboard: boolean) => {
    const row = rowAt(pages, index);
    if (row !== undefined) onOpen(row.ref, { isByKeyboard });
  };
  useImperativeHandle(handle, () => ({
    isAtTop: () => (list.current?.scrollTop ?? 0) < 1,
    focus: () => {
      list.current?.focus();
    },
    focusRow: (ref) => {
      moveTo(indexOfEvent(pages, ref) ?? active);
      list.current?.focus();
    },
  }));

  return {
    handleKeyDown: (event) => {
      if (hasModifier(event)) return;
      const next = rowAfterKey(event.key, active, listSize(event.currentTarget, rows));
      if (next !== undefined) moveTo(next);
      else if (event.key === "Enter" || event.key === " ") open(active, true);
      else if (event.key === "Escape" && isDetailOpen) onDismiss();
      else return;
      event.preventDefault();
    },
    handleFocus: () => {
      const node = list.current;
      if (node === null) return;
      const offset = readOffset(node, rows);
      const isVisible = offsetToShow(active, offset, listSize(node, rows)) === offset;
      // After scrolling with the mouse, the keyboard continues from the visible rows.
      if (!isVisible) setActive(Math.ceil(offset / rows.rowPx));
    },
    handleClick: (index) => {
      setActive(index);
      open(index, false);
    },
  };
}
