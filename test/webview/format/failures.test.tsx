import { describe, expect, it } from "vitest";
import { ProtocolError } from "../../../shared/protocol/envelope.ts";
import { describeFailure, isCancelled } from "../../../webview/format/failures.ts";

describe("a failure", () => {
  it("is described by its own sentence", () => {
    expect(describeFailure(new ProtocolError("io", "The disk is full."))).toBe("The disk is full.");
  });

  it("that is no error is described all the same", () => {
    expect(describeFailure("why")).toBe("why");
  });

  it("that somebody wanted is none to tell of", () => {
    expect(isCancelled(new ProtocolError("cancelled", "Cancelled."))).toBe(true);
  });

  it("of another code is told", () => {
    expect(isCancelled(new ProtocolError("timedOut", "No answer."))).toBe(false);
  });
});
