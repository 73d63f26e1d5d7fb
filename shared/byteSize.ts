const UNITS = ["B", "KB", "MB", "GB"] as const;

/** Formats a size like VS Code does: units of 1024, two decimals for KB and above. */
export function describeBytes(byteCount: number): string {
  let value = byteCount;
  let index = 0;
  while (value >= 1024 && index < UNITS.length - 1) {
    value /= 1024;
    index++;
  }
  return `${index === 0 ? value : value.toFixed(2)}${UNITS[index] ?? ""}`;
}
