import { expect, it, onTestFinished, vi } from "vitest";
import { dieOf, SignalError } from "../../../extension/cli/signals.ts";

it("exits with 1 where the process cannot send itself the signal, as on Windows", () => {
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  vi.spyOn(process, "kill").mockImplementation(() => {
    throw Object.assign(new Error("kill ENOSYS"), { code: "ENOSYS" });
  });
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  dieOf(new SignalError("SIGHUP"));
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
});
