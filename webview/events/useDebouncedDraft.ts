import { useEffect, useEffectEvent, useState } from "react";

/** Long enough to keep typing, short enough to seem instant. */
const DELAY_MS = 250;

export interface DebouncedDraft {
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  /** Reports the draft without waiting. */
  readonly commit: () => void;
}

/** A text field's draft, reported when typing pauses. A new `value` replaces the draft. */
export function useDebouncedDraft(
  value: string,
  onChange: (value: string) => void,
): DebouncedDraft {
  const [typed, setTyped] = useState({ draft: value, value });
  if (typed.value !== value) setTyped({ draft: value, value });
  const draft = typed.value === value ? typed.draft : value;

  const commit = () => {
    if (draft !== value) onChange(draft);
  };
  const commitLater = useEffectEvent(commit);
  useEffect(() => {
    const timer = setTimeout(commitLater, DELAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [draft]);

  return {
    draft,
    setDraft: (text) => {
      setTyped({ draft: text, value });
    },
    commit,
  };
}
