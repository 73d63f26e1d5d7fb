import { useMemo, type ReactNode } from "react";
import { jsonTokens } from "./jsonTokens.ts";

/** JSON in the debugger's colors; only colored tokens get an element. */
export function JsonText({ text }: { readonly text: string }): ReactNode {
  const tokens = useMemo(() => jsonTokens(text), [text]);
  return tokens.map((token, index) =>
    token.kind === "plain" ? (
      token.text
    ) : (
      <span key={index} className={`json-${token.kind}`}>
        {token.text}
      </span>
    ),
  );
}
