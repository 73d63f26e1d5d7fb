/** Returns the value that Lightning CSS substitutes for `env(--name)`. */
type Width = () => {
  readonly type: "length";
  readonly value: { readonly unit: "px"; readonly value: number };
};

/** The breakpoints as environment variables of Lightning CSS: `--two-months` for `twoMonths`. */
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
