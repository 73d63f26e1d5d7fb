import { describe, expect, it } from "vitest";
import { truncate, ellipsize } from "../../../shared/truncate.ts";

const FAMILY = "👩‍👩‍👧‍👦";
const FLAG = "🇩🇪";
const ACCENTED = "e\u0301";

describe("text that is too long", () => {
  it.each([
    ["letters", "abcdef", 3, "abc"],
    ["a surrogate pair", "ab😀", 3, "ab"],
    ["an emoji of several code points", `ab${FAMILY}c`, 2 + FAMILY.length - 1, "ab"],
    ["the same that just fits", `ab${FAMILY}c`, 2 + FAMILY.length, `ab${FAMILY}`],
    ["a flag", `${FLAG}${FLAG}x`, 6, FLAG],
    ["a letter with a combining accent", `ab${ACCENTED}c`, 3, "ab"],
    ["a Hangul syllable of three parts", `x\u1112\u1161\u11abx`, 3, "x"],
    ["a carriage return before its line feed", "a\r\nb", 2, "a"],
  ])("is cut between characters that a person sees: %s", (_, text, maxLength, expected) => {
    expect(truncate(text, maxLength)).toBe(expected);
  });

  it("is cut between code points if a single character is too long", () => {
    expect(truncate(`e${"\u0301".repeat(1_000)}`, 10)).toHaveLength(10);
    expect(truncate("😀\u200d".repeat(1_000), 10)).toBe("😀\u200d".repeat(3));
  });

  it("ends in an ellipsis within the length", () => {
    expect(ellipsize("abc", 3)).toBe("abc");
    expect(ellipsize("abcd", 3)).toBe("ab…");
    expect(ellipsize(`a${FAMILY}`, 5)).toBe("a…");
  });
});
