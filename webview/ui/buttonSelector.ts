/** Finds what `Button` and `IconButton` have drawn, as elements that take the focus. */
export const BUTTON_SELECTOR = "vscode-button";
