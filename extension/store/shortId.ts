import { createHash } from "node:crypto";
import { truncate } from "../../shared/truncate.ts";

const HASH_LENGTH = 16;

/**
 * The text itself, or its beginning and a hash of all of it if it is longer than `maxLength`: so
 * different texts keep different ids.
 */
export function shortId(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const hash = createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);
  return `${truncate(text, maxLength - HASH_LENGTH - 1)}…${hash}`;
}
