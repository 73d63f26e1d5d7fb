interface PressedKey {
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Whether the key belongs to a keyboard shortcut of VS Code, such as Alt+Left. */
export function hasModifier({ altKey, ctrlKey, metaKey }: PressedKey): boolean {
  return altKey || ctrlKey || metaKey;
}
