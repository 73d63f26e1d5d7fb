import type { ReactNode } from "react";
import { IconText } from "./IconText.tsx";

/** A sentence about something that failed, read out as soon as it is there. */
export function Problem({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <IconText icon="error" tone="error" role="alert">
      {children}
    </IconText>
  );
}
