import { describe, expect, it } from "vitest";
import { webviewStrings } from "../../../extension/vscode/webviewStrings.ts";

describe("the translations for the webview", () => {
  it("are those of VS Code, texts and entries with a message alike", () => {
    const bundle = { Open: "Öffnen", Save: { message: "Speichern", comment: ["A button."] } };
    expect(webviewStrings(bundle)).toEqual({ Open: "Öffnen", Save: "Speichern" });
  });

  it.each([undefined, null, "bundle", 5])("are none where the bundle is %j", (bundle) => {
    expect(webviewStrings(bundle)).toEqual({});
  });

  it("leave out what is no text", () => {
    const bundle = { a: 5, b: null, c: { message: 5 }, d: {}, e: "E" };
    expect(webviewStrings(bundle)).toEqual({ e: "E" });
  });
});
