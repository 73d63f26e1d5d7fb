import { expect, it } from "vitest";
import { MAX_SHOWN_LENGTH, shownText } from "../../../webview/format/shownText.ts";

it("shows text whole up to the limit, and no half of a character at the limit", () => {
  const fitting = "x".repeat(MAX_SHOWN_LENGTH);
  expect(shownText(fitting)).toBe(fitting);
  expect(shownText(`${fitting}x`)).toBe(fitting);
  expect(shownText(`${fitting.slice(1)}😀`)).toBe(fitting.slice(1));
});
