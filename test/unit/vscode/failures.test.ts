import { describe, expect, it, vi } from "vitest";
import { ExportError } from "../../../extension/export/exportJob.ts";
import { describeFailure } from "../../../extension/vscode/failures.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

describe("the sentence about a failure", () => {
  it.each([
    ["folderUnreadable", "The telemetry folder /place could not be read: no disk"],
    [
      "documentUnwritable",
      "The export to /place failed and left what was there untouched: no disk",
    ],
  ] as const)("says what happened to what, and why (%s)", (failure, sentence) => {
    const error = new ExportError(failure, "/place", new Error("no disk"));
    expect(describeFailure(error)).toBe(sentence);
    expect(error.message).toBe(sentence);
  });

  it("is the message of any other error, or what was thrown as text", () => {
    expect(describeFailure(new Error("anything"))).toBe("anything");
    expect(describeFailure("a text")).toBe("a text");
  });
});
