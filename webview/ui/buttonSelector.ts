/** Matches the focusable elements of `Button` and `IconButton`. */
export const BUTTON_SELECTOR = "vscode-button";
