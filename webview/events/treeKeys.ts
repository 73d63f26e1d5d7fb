import type { TraceRow } from "./traceTree.ts";

/** The row that a key moves to in a tree that is always expanded; undefined for other keys. */
export function rowAfterTreeKey(
  key: string,
  index: number,
  rows: readonly TraceRow[],
): number | undefined {
  const level = rows[index]?.level ?? 1;
  const last = rows.length - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(last, index + 1);
    case "ArrowUp":
      return Math.max(0, index - 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "ArrowRight":
      return (rows[index + 1]?.level ?? 0) > level ? index + 1 : index;
    case "ArrowLeft":
      return level === 1 ? index : rows.slice(0, index).findLastIndex((row) => row.level < level);
    default:
      return undefined;
  }
}
