/**
 * The bar that a key moves to from `index`, among the `focusable` indices in ascending order;
 * undefined for other keys and at the ends.
 */
export function nextBarIndex(
  key: string,
  index: number | undefined,
  focusable: readonly number[],
): number | undefined {
  if (index === undefined) return undefined;
  switch (key) {
    case "ArrowRight":
      return focusable.find((other) => other > index);
    case "ArrowLeft":
      return focusable.findLast((other) => other < index);
    case "Home":
      return focusable[0];
    case "End":
      return focusable.at(-1);
    default:
      return undefined;
  }
}
