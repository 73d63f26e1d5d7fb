import { useEffect, useRef, type JSX, type KeyboardEvent, type PointerEvent } from "react";
import type { DayButtonProps } from "react-day-picker";
import { compactCount } from "../format/compactCount.ts";
import { hasModifier } from "../ui/hasModifier.ts";
import { useHeatCalendar } from "./heatCalendarContext.ts";
import { dayOf } from "./utcDate.ts";

/** A day of the calendar, with its number of events and a mark if there are errors. */
export function HeatDayButton({
  day: calendarDay,
  modifiers,
  children,
  onKeyDown,
  ...buttonProps
}: DayButtonProps): JSX.Element {
  const button = useRef<HTMLButtonElement>(null);
  const { countOf, heatOf, onPress, onEnter, onExtendByKey } = useHeatCalendar();
  const day = dayOf(calendarDay.date);
  const { eventCount = 0, errorCount = 0 } = countOf(day) ?? {};

  const isFocused = modifiers["focused"] === true;
  useEffect(() => {
    if (isFocused) button.current?.focus();
  }, [isFocused]);

  const handlePointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || event.shiftKey) return;
    onPress(day);
  };

  // Touch input captures the pointer, which would keep it from entering other days.
  const handleCapture = (event: PointerEvent) => {
    if (event.target instanceof Element) event.target.releasePointerCapture(event.pointerId);
  };

  const handleKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (hasModifier(event)) return;
    if (!event.shiftKey || !EXTENDING_KEYS.has(event.key)) {
      onKeyDown?.(event);
      return;
    }
    onExtendByKey(day, event.key);
    onKeyDown?.(withoutShift(event));
  };

  return (
    <button
      {...buttonProps}
      ref={button}
      data-heat={heatOf(eventCount)}
      {...(modifiers["today"] === true && { "aria-current": "date" })}
      onKeyDown={handleKeyDown}
      onPointerDown={handlePointerDown}
      onGotPointerCapture={handleCapture}
      onPointerEnter={() => {
        onEnter(day);
      }}
    >
      <span className="heat-day-number">{children}</span>
      {/* Rendered by CSS, because the button's label contains the full count. */}
      <span
        className="heat-day-count"
        {...(eventCount > 0 && { "data-count": compactCount(eventCount) })}
      />
      {errorCount > 0 && <span className="heat-day-error" />}
    </button>
  );
}

const EXTENDING_KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

/** react-day-picker moves by months and years with Shift; here, Shift extends by days and weeks. */
function withoutShift(event: KeyboardEvent<HTMLButtonElement>): KeyboardEvent<HTMLButtonElement> {
  return Object.create(event, { shiftKey: { value: false } }) as KeyboardEvent<HTMLButtonElement>;
}
