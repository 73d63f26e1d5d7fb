import { UniqueNames } from "../../shared/uniqueNames.ts";
import { isExactNumber, parseExactJson } from "../store/exactJson.ts";

/** What strings must not contain in I-JSON; `\p{Surrogate}` is a lone surrogate here. */
const FORBIDDEN_CHARACTERS = /[\p{Noncharacter_Code_Point}\p{Surrogate}]/gu;

/** Without these, no string can have forbidden characters. */
const NON_ASCII_OR_ESCAPE = /[^ -~]|\\u/;

const REPLACEMENT = "\ufffd";

/**
 * Whether a valid JSON text is I-JSON (RFC 7493), which every reader understands alike: no
 * duplicate names, lone surrogates, noncharacters, or numbers that a double does not hold.
 */
export function isIJson(json: string): boolean {
  const mayHaveForbidden = NON_ASCII_OR_ESCAPE.test(json);
  /** The names in each open object; undefined for an open array. */
  const open: (Set<string> | undefined)[] = [];
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    switch (code) {
      case OPENING_BRACE:
        open.push(new Set());
        break;
      case OPENING_BRACKET:
        open.push(undefined);
        break;
      case CLOSING_BRACE:
      case CLOSING_BRACKET:
        open.pop();
        break;
      case QUOTE: {
        const end = endOfString(json, index);
        const text = stringAt(json, index, end);
        if (mayHaveForbidden && text.search(FORBIDDEN_CHARACTERS) !== -1) return false;
        const names = open.at(-1);
        if (names !== undefined && isName(json, end)) {
          if (names.has(text)) return false;
          names.add(text);
        }
        index = end - 1;
        break;
      }
      default: {
        if (!isDigit(code)) break;
        const end = endOfNumber(json, index);
        if (!isExactNumber(json.slice(index, end))) return false;
        index = end - 1;
      }
    }
  }
  return true;
}

/**
 * Makes I-JSON of a valid JSON text: of duplicate names, the last one is kept; numbers that a
 * double does not hold become strings; lone surrogates and noncharacters become U+FFFD.
 */
export function rewriteAsIJson(json: string): string {
  return toIJson(parseExactJson(json));
}

/** Encodes a parsed JSON value as I-JSON. It must not be nested too deeply for recursion. */
export function toIJson(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") {
    return Number.isFinite(value) ? JSON.stringify(value) : quote(String(value));
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toIJson).join(",")}]`;
  const names = new UniqueNames((name, number) => `${name}${REPLACEMENT}${number}`);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(names.add(replaceForbidden(name)))}:${toIJson(member)}`,
  );
  return `{${members.join(",")}}`;
}

function quote(text: string): string {
  return JSON.stringify(replaceForbidden(text));
}

function replaceForbidden(text: string): string {
  return text.replace(FORBIDDEN_CHARACTERS, REPLACEMENT);
}

const QUOTE = 0x22;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const COLON = 0x3a;

/** The index after the closing quote. */
function endOfString(json: string, start: number): number {
  for (let end = start + 1; ;) {
    const quoteIndex = json.indexOf('"', end);
    if (quoteIndex === -1) return json.length;
    let backslashCount = 0;
    while (json[quoteIndex - 1 - backslashCount] === "\\") backslashCount++;
    end = quoteIndex + 1;
    if (backslashCount % 2 === 0) return end;
  }
}

function stringAt(json: string, start: number, end: number): string {
  const text = json.slice(start + 1, end - 1);
  return text.includes("\\") ? (JSON.parse(json.slice(start, end)) as string) : text;
}

function isName(json: string, end: number): boolean {
  let index = end;
  while (json.charCodeAt(index) <= 0x20) index++;
  return json.charCodeAt(index) === COLON;
}

/** `start` may be after the sign, which does not matter to a double. */
function endOfNumber(json: string, start: number): number {
  let end = start;
  while (isNumberCharacter(json.charCodeAt(end))) end++;
  return end;
}

/** Digits, signs, the point, and the letter of an exponent. */
function isNumberCharacter(code: number): boolean {
  return isDigit(code) || code === 0x2d || code === 0x2e || code === 0x2b || (code | 0x20) === 0x65;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
