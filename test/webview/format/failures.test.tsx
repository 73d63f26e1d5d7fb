import * as l10n from "@vscode/l10n";
import { afterEach, describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { describeFailure, isCancelled } from "../../../webview/format/failures.ts";

const GERMAN = {
  "Canceled.": "Abgebrochen.",
  "The extension did not respond in time. Try again, or see the log for details.": "Keine Antwort.",
};

describe("a failure", () => {
  afterEach(() => {
    l10n.config({ contents: {} });
  });

  it.each([
    ["cancelled", "Abgebrochen."],
    ["timedOut", "Keine Antwort."],
  ] as const)("of the connection is described in the page's language: %s", (code, text) => {
    l10n.config({ contents: GERMAN });
    expect(describeFailure(new ProtocolError(code, "No answer within 30 s."))).toBe(text);
  });

  it.each(["versionMismatch", "unknownMethod", "invalidParams", "invalidMessage"] as const)(
    "of the protocol says what to do: %s",
    (code) => {
      expect(describeFailure(new ProtocolError(code, "bad"))).toContain("Reload the window.");
    },
  );

  it("of another kind is described by its message", () => {
    expect(describeFailure(new ProtocolError("io", "The disk is full."))).toBe("The disk is full.");
  });

  it("that is not an Error is converted to a string", () => {
    expect(describeFailure("why")).toBe("why");
  });

  it("with the code cancelled is a cancellation", () => {
    expect(isCancelled(new ProtocolError("cancelled", "Cancelled."))).toBe(true);
  });

  it("with another code is not a cancellation", () => {
    expect(isCancelled(new ProtocolError("timedOut", "No answer."))).toBe(false);
  });
});
