import type { ReactNode } from "react";
import { percent } from "./percent.ts";
import "./MeterBar.css";

interface MeterBarProps {
  readonly role: "meter" | "progressbar";
  readonly label: string;
  /** The value in words. */
  readonly text: string;
  /** Undefined if it is unknown. */
  readonly value: number | undefined;
  readonly max: number;
}

/** A thin bar, filled from 0 to `max`. */
export function MeterBar({ role, label, text, value, max }: MeterBarProps): ReactNode {
  return (
    <span
      className="meter-bar"
      role={role}
      aria-label={label}
      aria-valuetext={text}
      {...(value !== undefined && {
        "aria-valuemin": 0,
        "aria-valuemax": max,
        "aria-valuenow": Math.round(value),
      })}
    >
      <span style={{ inlineSize: value === undefined ? 0 : percent(value, max) }} />
    </span>
  );
}
