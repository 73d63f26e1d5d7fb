import { expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../../shared/formats.ts";
import { describeFormat } from "../../../webview/export/formatTexts.ts";

it.each(EXPORT_FORMATS)("the format $id is described as in the prompts", ({ id, detail }) => {
  expect(describeFormat(id)).toBe(detail);
});
