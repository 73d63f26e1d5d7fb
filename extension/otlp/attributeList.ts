import { UniqueNames } from "../../shared/uniqueNames.ts";
import { memoizeText, quote } from "./jsonText.ts";

/** The JSON before the value, cached per key. */
const stringStart = memoizeText((key) => `{"key":${quote(key)},"value":{"stringValue":`);
const doubleStart = memoizeText((key) => `{"key":${quote(key)},"value":{"doubleValue":`);

/**
 * Builds the `attributes` of a record or resource as JSON. Keys are unique and not empty, as
 * required by opentelemetry-proto's common.proto: a duplicate key gets a prefix.
 */
export class AttributeList {
  readonly #keys: UniqueNames | undefined;
  #text = "";
  #droppedCount = 0;

  /** Pass "unique" to skip the check if the keys are known to be unique. */
  constructor(keys: "checked" | "unique") {
    this.#keys = keys === "checked" ? new UniqueNames(prefixed) : undefined;
  }

  /** The JSON array. */
  get json(): string {
    return `[${this.#text}]`;
  }

  /** Number of dropped attributes, for `droppedAttributesCount`. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /** Adds a `stringValue`. */
  string(key: string, value: string): void {
    if (key === "") this.drop();
    else this.#text = this.#prefix + stringStart(this.#unique(key)) + quote(value) + "}}";
  }

  /** Adds a `doubleValue`; drops and counts a value that is not finite. */
  double(key: string, value: number): void {
    if (key === "" || !Number.isFinite(value)) this.drop();
    else this.#text = this.#prefix + `${doubleStart(this.#unique(key))}${value}}}`;
  }

  /** Adds an `intValue`, a decimal string in JSON; drops and counts an unsafe integer. */
  int(key: string, value: number): void {
    if (!Number.isSafeInteger(value)) this.drop();
    else
      this.#text =
        this.#prefix + `{"key":${quote(this.#unique(key))},"value":{"intValue":"${value}"}}`;
  }

  /** Counts a dropped attribute. */
  drop(): void {
    this.#droppedCount++;
  }

  /** The list so far, with a trailing comma unless it is empty. */
  get #prefix(): string {
    return this.#text === "" ? "" : `${this.#text},`;
  }

  #unique(key: string): string {
    if (this.#keys === undefined) return key;
    // Two names may differ only in their lone surrogates, which are replaced.
    return this.#keys.add(key.toWellFormed());
  }
}

function prefixed(key: string, number: number): string {
  return number === 2 ? `measurement.${key}` : `measurement.${number - 1}.${key}`;
}
