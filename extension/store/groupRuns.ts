/** Groups consecutive items with the same key, keeping their order. */
export function* groupRuns<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): Generator<readonly T[], undefined> {
  let run: T[] = [];
  let runKey: string | undefined;
  for (const item of items) {
    const key = keyOf(item);
    if (key !== runKey && run.length > 0) {
      yield run;
      run = [];
    }
    runKey = key;
    run.push(item);
  }
  if (run.length > 0) yield run;
}
