import type { ReactNode } from "react";
import { percent } from "./percent.ts";
import "./ShareBar.css";

interface ShareBarProps {
  /** A meter tells how full something is, a progress bar how far. */
  readonly role: "meter" | "progressbar";
  readonly label: string;
  /** The same in words. */
  readonly text: string;
  /** Undefined while it is not known. */
  readonly value: number | undefined;
  readonly max: number;
}

/** A thin bar that is filled by a share. */
export function ShareBar({ role, label, text, value, max }: ShareBarProps): ReactNode {
  return (
    <span
      className="share-bar"
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
