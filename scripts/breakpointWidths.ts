/** What Lightning CSS puts in the place of `env(--name)`. */
type Width = () => {
  readonly type: "length";
  readonly value: { readonly unit: "px"; readonly value: number };
};

/**
 * The widths by the names that style sheets have for them, such as `--two-months` for `twoMonths`:
 * as Lightning CSS takes variables of the environment.
 */
export function breakpointWidths(
  breakpoints: Readonly<Record<string, number>>,
): Record<string, Width> {
  return Object.fromEntries(
    Object.entries(breakpoints).map(([name, value]) => [
      environmentName(name),
      () => ({ type: "length", value: { unit: "px", value } }),
    ]),
  );
}

/** `--two-months` for `twoMonths`. */
export function environmentName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
