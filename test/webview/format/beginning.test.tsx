import { expect, it } from "vitest";
import { beginningOf } from "../../../webview/format/beginning.ts";

it.each([
  ["remote", 6, "remote"],
  ["remote", 5, "remot"],
  ["", 5, ""],
  ["a😀b", 4, "a😀b"],
  ["a😀b", 3, "a😀"],
  ["a😀b", 2, "a"],
])("the beginning of %s in %d units is %s", (text, maxLength, beginning) => {
  expect(beginningOf(text, maxLength)).toBe(beginning);
});
