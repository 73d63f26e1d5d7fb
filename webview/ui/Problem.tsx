import type { ReactNode } from "react";
import { IconText } from "./IconText.tsx";

/** An error message, announced as soon as it appears. */
export function Problem({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <IconText icon="error" tone="error" role="alert">
      {children}
    </IconText>
  );
}
