import type { ReactNode } from "react";
import { Icon, type IconTone } from "./Icon.tsx";
import type { IconName } from "./iconNames.ts";
import "./IconText.css";

interface IconTextProps {
  readonly icon: IconName;
  readonly tone?: IconTone | undefined;
  /** Announces the text when it appears or changes. */
  readonly role?: "status" | "alert";
  readonly children: ReactNode;
}

/** Text after an icon. */
export function IconText({ icon, tone, role, children }: IconTextProps): ReactNode {
  return (
    <p className="icon-text">
      <Icon name={icon} tone={tone} /> <span {...(role !== undefined && { role })}>{children}</span>
    </p>
  );
}
