interface ButtonStates {
  readonly isDisabled: boolean;
  readonly isPressed?: boolean | undefined;
  readonly isExpanded?: boolean | undefined;
}

/**
 * The ARIA states of the toolkit's button. Screen readers see the button in its shadow tree, which
 * takes its label from an attribute but its states from properties.
 */
export function buttonStates(states: ButtonStates): Readonly<Record<string, string>> {
  const { isDisabled, isPressed, isExpanded } = states;
  return {
    "aria-disabled": String(isDisabled),
    ariaDisabled: String(isDisabled),
    ...(isPressed !== undefined && {
      "aria-pressed": String(isPressed),
      ariaPressed: String(isPressed),
    }),
    ...(isExpanded !== undefined && {
      "aria-expanded": String(isExpanded),
      ariaExpanded: String(isExpanded),
    }),
  };
}
