import { describe, expect, it } from "vitest";
import { ExportError } from "../../../extension/export/exportJob.ts";
import { describeFailure } from "../../../extension/actions/describeFailure.ts";
import { english } from "../../../extension/platform/english.ts";

describe("the sentence about a failure", () => {
  it.each([
    ["folderUnreadable", {}, "Could not read the telemetry folder /place: no disk"],
    ["documentUnwritable", {}, "Could not export to /place. No existing file was changed. no disk"],
    [
      "documentUnwritable",
      { mayBeIncomplete: true },
      "Could not export to /place. The output may be incomplete. no disk",
    ],
    [
      "targetIsInput",
      {},
      "/place would be read as a telemetry file by the next export. Choose another name or folder.",
    ],
  ] as const)("says what failed on what, and why (%s, %j)", (reason, options, sentence) => {
    const error = new ExportError(reason, "/place", { cause: new Error("no disk"), ...options });
    expect(describeFailure(english, error)).toBe(sentence);
  });

  it("is the message of any other error, or what was thrown as text", () => {
    expect(describeFailure(english, new Error("anything"))).toBe("anything");
    expect(describeFailure(english, "a text")).toBe("a text");
  });
});
