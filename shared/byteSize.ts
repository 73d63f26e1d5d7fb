const UNITS = ["B", "KB", "MB", "GB"] as const;

/** A size as VS Code writes sizes: steps of 1024, two decimals from a kilobyte on. */
export function describeBytes(byteCount: number): string {
  let value = byteCount;
  let index = 0;
  while (value >= 1024 && index < UNITS.length - 1) {
    value /= 1024;
    index++;
  }
  return `${index === 0 ? value : value.toFixed(2)}${UNITS[index] ?? ""}`;
}
