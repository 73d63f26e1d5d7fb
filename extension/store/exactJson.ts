/** 17 significant digits identify a double, so longer numbers are compared digit by digit. */
const MAX_SHORT_DIGITS = 17;

/** The most digits that `toPrecision` returns. */
const MAX_DIGITS = 100;

/** Every number this short, without an exponent, survives as a double. */
const MAX_TRIVIAL_LENGTH = 15;

/**
 * Parses JSON like `JSON.parse`, but numbers that a double does not hold, such as
 * 12345678901234567890 or 1e999, become strings with the same text. Several times slower.
 */
export function parseExactJson(json: string): unknown {
  return JSON.parse(json, keepInexactNumber) as unknown;
}

/**
 * Whether the double that `text` is parsed to has the same value, to as many digits as are written.
 * So 0.1 is exact, and 9007199254740993 and 1e999 are not.
 */
export function isExactNumber(text: string): boolean {
  if (text.length <= MAX_TRIVIAL_LENGTH && !/[eE]/.test(text)) return true;
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  const written = decimalOf(text);
  const digitCount = Math.max(1, written.digits.length);
  if (digitCount > MAX_DIGITS) return false;
  const precision = digitCount <= MAX_SHORT_DIGITS ? digitCount : MAX_DIGITS;
  const held = decimalOf(value.toPrecision(precision));
  return held.digits === written.digits && held.exponent === written.exponent;
}

/** The reviver's third argument is missing from the types of ES2024, but not from Node.js 22. */
function keepInexactNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || context?.source === undefined) return value;
  return isExactNumber(context.source) ? value : context.source;
}

/** The significant digits, without zeros at either end, and the power of ten of the last one. */
function decimalOf(text: string): { readonly digits: string; readonly exponent: number } {
  const [, whole = "", fraction = "", power = "0"] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  // By hand, because /0+$/ takes quadratic time where zeros are followed by another digit.
  let end = digits.length;
  while (end > 0 && digits[end - 1] === "0") end--;
  const significant = digits.slice(0, end);
  if (significant === "") return { digits: "", exponent: 0 };
  const zeroCount = digits.length - significant.length;
  return { digits: significant, exponent: Number(power) - fraction.length + zeroCount };
}
