import { describe, expect, it } from "vitest";
import { ExportError } from "../../../extension/export/exportJob.ts";
import { describeFailure } from "../../../extension/actions/describeFailure.ts";
import { PLAIN_ENGLISH } from "../../support/plainEnglish.ts";

describe("the sentence about a failure", () => {
  it.each([
    ["folderUnreadable", "Could not read the telemetry folder /place: no disk"],
    ["documentUnwritable", "Could not export to /place. No existing file was changed. no disk"],
  ] as const)("says what happened to what, and why (%s)", (failure, sentence) => {
    const error = new ExportError(failure, "/place", new Error("no disk"));
    expect(describeFailure(PLAIN_ENGLISH, error)).toBe(sentence);
    expect(error.message).toBe(sentence);
  });

  it("is the message of any other error, or what was thrown as text", () => {
    expect(describeFailure(PLAIN_ENGLISH, new Error("anything"))).toBe("anything");
    expect(describeFailure(PLAIN_ENGLISH, "a text")).toBe("a text");
  });
});
