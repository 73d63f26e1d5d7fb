interface FieldBounds {
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * Fields of the setting `coder.telemetry.local`. The minimums keep the sink from spinning or
 * from keeping nothing; the maximums keep timers below 2^31 ms and a mistyped size from filling
 * the disk or the memory of the extension host. A test holds package.json against this table.
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

/** The configuration and a sentence for each value that was not taken as it stood. */
export interface ParsedLocalSinkConfig {
  readonly config: LocalSinkConfig;
  readonly warnings: readonly string[];
}

/**
 * Reads the setting's value, whatever it is. A field that is missing or no number falls back to
 * its default, a fraction is cut off and one out of bounds becomes the bound; the others stay as
 * given.
 */
export function parseLocalSinkConfig(value: unknown): ParsedLocalSinkConfig {
  const warnings: string[] = [];
  const given: object =
    typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
  if (value !== undefined && given !== value) {
    warnings.push("coder.telemetry.local is no object; the defaults are used.");
  }
  const read = (name: keyof LocalSinkConfig): number => {
    const bounds = LOCAL_SINK_FIELDS[name];
    const field: unknown = Object.hasOwn(given, name) ? Reflect.get(given, name) : undefined;
    if (field === undefined) return bounds.default;
    if (typeof field !== "number" || !Number.isFinite(field)) {
      warnings.push(`coder.telemetry.local.${name} is no number; ${bounds.default} is used.`);
      return bounds.default;
    }
    const clamped = Math.min(bounds.maximum, Math.max(bounds.minimum, Math.floor(field)));
    if (clamped !== field) {
      warnings.push(`coder.telemetry.local.${name} is ${field}; ${clamped} is used.`);
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
  return { config: repairPairs(config, warnings), warnings };
}

/** Two pairs of fields make no sense in every combination: the later one of each gives way. */
function repairPairs(config: LocalSinkConfig, warnings: string[]): LocalSinkConfig {
  const flushBatchSize = Math.min(config.flushBatchSize, config.bufferLimit);
  if (flushBatchSize !== config.flushBatchSize) {
    warnings.push(
      `coder.telemetry.local.flushBatchSize is above bufferLimit; ${flushBatchSize} is used.`,
    );
  }
  const maxFileBytes = Math.min(config.maxFileBytes, config.maxTotalBytes);
  if (maxFileBytes !== config.maxFileBytes) {
    warnings.push(
      `coder.telemetry.local.maxFileBytes is above maxTotalBytes; ${maxFileBytes} is used.`,
    );
  }
  return { ...config, flushBatchSize, maxFileBytes };
}
