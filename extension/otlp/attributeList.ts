import { memoizeText, quote } from "./jsonText.ts";

/** What comes before the value; made once for each key. */
const stringStart = memoizeText((key) => `{"key":${quote(key)},"value":{"stringValue":`);
const doubleStart = memoizeText((key) => `{"key":${quote(key)},"value":{"doubleValue":`);

/**
 * Builds the `attributes` of a record or a resource as JSON text. Keys are unique and not empty,
 * as opentelemetry-proto's common.proto asks: a later one of the same name gets a prefix.
 */
export class AttributeList {
  readonly #keys: Set<string> | undefined;
  #text = "";
  #droppedCount = 0;

  /** The check of the keys may be left out where they are known to be unique. */
  constructor(keys: "checked" | "unique") {
    this.#keys = keys === "checked" ? new Set() : undefined;
  }

  /** The JSON array. */
  get json(): string {
    return `[${this.#text}]`;
  }

  /** Attributes that were given and cannot be sent, for `droppedAttributesCount`. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /** Adds a `stringValue`. */
  string(key: string, value: string): void {
    if (key === "") this.drop();
    else this.#text = this.#list + stringStart(this.#unique(key)) + quote(value) + "}}";
  }

  /** Adds a `doubleValue`; what is not finite is dropped and counted. */
  double(key: string, value: number): void {
    if (key === "" || !Number.isFinite(value)) this.drop();
    else this.#text = this.#list + `${doubleStart(this.#unique(key))}${value}}}`;
  }

  /** Adds an `intValue`, a decimal string in JSON; what is no safe integer is dropped. */
  int(key: string, value: number): void {
    if (!Number.isSafeInteger(value)) this.drop();
    else
      this.#text =
        this.#list + `{"key":${quote(this.#unique(key))},"value":{"intValue":"${value}"}}`;
  }

  /** Counts an attribute that cannot be sent. */
  drop(): void {
    this.#droppedCount++;
  }

  /** The list so far, ready for a further one. */
  get #list(): string {
    return this.#text === "" ? "" : `${this.#text},`;
  }

  #unique(key: string): string {
    if (this.#keys === undefined) return key;
    // Two names may differ only in what valid Unicode replaces.
    let unique = key.toWellFormed();
    while (this.#keys.has(unique)) unique = `measurement.${unique}`;
    this.#keys.add(unique);
    return unique;
  }
}
