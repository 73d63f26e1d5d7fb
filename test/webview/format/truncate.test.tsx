import { expect, it } from "vitest";
import { truncate } from "../../../webview/format/truncate.ts";

it.each([
  ["remote", 6, "remote"],
  ["remote", 5, "remot"],
  ["", 5, ""],
  ["a😀b", 4, "a😀b"],
  ["a😀b", 3, "a😀"],
  ["a😀b", 2, "a"],
])("truncate(%j, %d) returns %j", (text, maxLength, beginning) => {
  expect(truncate(text, maxLength)).toBe(beginning);
});
