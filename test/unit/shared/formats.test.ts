import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS, findExportFormat } from "../../../shared/formats.ts";

describe("the export formats", () => {
  it("start with the default, the JSON array", () => {
    expect(EXPORT_FORMATS.map((format) => format.id)).toEqual(["json", "otlp"]);
  });

  it("have different extensions", () => {
    const extensions = EXPORT_FORMATS.map((format) => format.extension);
    expect(new Set(extensions).size).toBe(extensions.length);
  });

  it("are found by ID", () => {
    for (const format of EXPORT_FORMATS) expect(findExportFormat(format.id)).toBe(format);
  });

  it.each(["", "JSON", "toString", "0", "length"])("are not found by %j", (id) => {
    expect(findExportFormat(id)).toBeUndefined();
  });
});
