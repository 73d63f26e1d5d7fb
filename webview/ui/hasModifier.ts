interface PressedKey {
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Whether a key is held with another that makes it VS Code's, such as Alt and an arrow: go back. */
export function hasModifier({ altKey, ctrlKey, metaKey }: PressedKey): boolean {
  return altKey || ctrlKey || metaKey;
}
