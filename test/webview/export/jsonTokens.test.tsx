import { describe, expect, it } from "vitest";
import { jsonTokens } from "../../../webview/export/jsonTokens.ts";

const TEXT = String.raw`[
{"a name" : "a \"quoted\" : text\\","n":-1.5e+3,"flag":true,"none":null,"list":["x",false]}`;

describe("jsonTokens", () => {
  it("distinguishes names, strings, numbers, and literals", () => {
    const kinds = Map.groupBy(jsonTokens(TEXT), ({ kind }) => kind);
    const textsOf = (kind: "name" | "string" | "number" | "literal") =>
      kinds.get(kind)?.map(({ text }) => text);
    expect(textsOf("name")).toEqual(['"a name"', '"n"', '"flag"', '"none"', '"list"']);
    expect(textsOf("string")).toEqual([String.raw`"a \"quoted\" : text\\"`, '"x"']);
    expect(textsOf("number")).toEqual(["-1.5e+3"]);
    expect(textsOf("literal")).toEqual(["true", "null", "false"]);
  });

  it("covers the whole text, wherever it is truncated", () => {
    for (let end = 0; end <= TEXT.length; end++) {
      for (const cut of [TEXT.slice(0, end), TEXT.slice(end)]) {
        expect(joined(cut)).toBe(cut);
      }
    }
  });

  it.each(['{"a":"cut', String.raw`{"a":"cut\"`, '{"a":"cut\\'])(
    "treats a truncated string as a string: %s",
    (text) => {
      expect(jsonTokens(text).at(-1)).toEqual({ kind: "string", text: text.slice(5) });
    },
  );

  it("treats text that is not JSON as plain text", () => {
    expect(jsonTokens("<b>untrue</b>")).toEqual([{ kind: "plain", text: "<b>untrue</b>" }]);
  });

  it("merges adjacent plain text into one token", () => {
    const kinds = jsonTokens(TEXT).map(({ kind }) => kind);
    expect(kinds.some((kind, index) => kind === "plain" && kinds[index + 1] === "plain")).toBe(
      false,
    );
  });

  it("supports a string of a million characters", () => {
    const long = `"${"\\n".repeat(500_000)}"`;
    expect(jsonTokens(long)).toEqual([{ kind: "string", text: long }]);
  });
});

function joined(text: string): string {
  return jsonTokens(text)
    .map((token) => token.text)
    .join("");
}
