interface FieldBounds {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Fields of the setting `coder.telemetry.local`. The minimums prevent a sink that spins or keeps
 * nothing; the maximums keep timers below 2^31 ms and prevent a typo from filling the disk or the
 * extension host's memory. A test checks package.json against this table.
 */
export const LOCAL_SINK_FIELDS = {
  flushIntervalMs: { default: 15_000, minimum: 1_000, maximum: 3_600_000 },
  flushBatchSize: { default: 100, minimum: 1, maximum: 10_000 },
  bufferLimit: { default: 500, minimum: 10, maximum: 20_000 },
  maxFileBytes: { default: 5_242_880, minimum: 4_096, maximum: 104_857_600 },
  maxAgeDays: { default: 30, minimum: 1, maximum: 3_650 },
  maxTotalBytes: { default: 104_857_600, minimum: 4_096, maximum: 10_737_418_240 },
} as const satisfies Record<string, FieldBounds>;

export type LocalSinkConfig = Readonly<Record<keyof typeof LOCAL_SINK_FIELDS, number>>;

/** The configuration, with a warning for each value that was replaced. */
export interface ParsedLocalSinkConfig {
  readonly config: LocalSinkConfig;
  readonly warnings: readonly string[];
}

/**
 * Parses the value of the setting, whatever it is. A field that is missing or not a number gets its
 * default; numbers are rounded down and clamped to the bounds.
 */
export function parseLocalSinkConfig(value: unknown): ParsedLocalSinkConfig {
  const warnings: string[] = [];
  const input: object =
    typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  if (value !== undefined && input !== value) {
    warnings.push("coder.telemetry.local is not an object; using the defaults.");
  }
  const read = (name: keyof LocalSinkConfig): number => {
    const bounds = LOCAL_SINK_FIELDS[name];
    const field: unknown = Object.hasOwn(input, name) ? Reflect.get(input, name) : undefined;
    if (field === undefined) return bounds.default;
    if (typeof field !== "number" || !Number.isFinite(field)) {
      warnings.push(`coder.telemetry.local.${name} is not a number; using ${bounds.default}.`);
      return bounds.default;
    }
    const clamped = Math.min(bounds.maximum, Math.max(bounds.minimum, Math.floor(field)));
    if (clamped !== field) {
      warnings.push(`coder.telemetry.local.${name} is ${field}; using ${clamped}.`);
    }
    return clamped;
  };
  const config: LocalSinkConfig = {
    flushIntervalMs: read("flushIntervalMs"),
    flushBatchSize: read("flushBatchSize"),
    bufferLimit: read("bufferLimit"),
    maxFileBytes: read("maxFileBytes"),
    maxAgeDays: read("maxAgeDays"),
    maxTotalBytes: read("maxTotalBytes"),
  };
  return { config: clampToRelatedFields(config, warnings), warnings };
}

/** As `parseLocalSinkConfig`, with each warning passed to `warn`. */
export function readLocalSinkConfig(
  value: unknown,
  warn: (message: string) => void,
): LocalSinkConfig {
  const { config, warnings } = parseLocalSinkConfig(value);
  warnings.forEach(warn);
  return config;
}

/** Limits the batch size to the buffer size, and the file size to the total size. */
function clampToRelatedFields(config: LocalSinkConfig, warnings: string[]): LocalSinkConfig {
  const flushBatchSize = Math.min(config.flushBatchSize, config.bufferLimit);
  if (flushBatchSize !== config.flushBatchSize) {
    warnings.push(
      `coder.telemetry.local.flushBatchSize is above bufferLimit; using ${flushBatchSize}.`,
    );
  }
  const maxFileBytes = Math.min(config.maxFileBytes, config.maxTotalBytes);
  if (maxFileBytes !== config.maxFileBytes) {
    warnings.push(
      `coder.telemetry.local.maxFileBytes is above maxTotalBytes; using ${maxFileBytes}.`,
    );
  }
  return { ...config, flushBatchSize, maxFileBytes };
}
