import { constants } from "node:os";
import { expect, it, onTestFinished, vi } from "vitest";
import { dieOf, SignalError } from "../../../extension/cli/signals.ts";
import { eventually } from "../../support/eventually.ts";

function restoreAfterwards(): void {
  const { exitCode } = process;
  onTestFinished(() => {
    vi.restoreAllMocks();
    process.exitCode = exitCode;
  });
}

it("exits with 1 if the process cannot send itself the signal, as on Windows", () => {
  restoreAfterwards();
  vi.spyOn(process, "kill").mockImplementation(() => {
    throw Object.assign(new Error("kill ENOSYS"), { code: "ENOSYS" });
  });
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  dieOf(new SignalError("SIGHUP"));
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
});

it("exits with the code that shells use if the signal does nothing, as in the first process of a container", async () => {
  restoreAfterwards();
  vi.spyOn(process, "kill").mockReturnValue(true);
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  dieOf(new SignalError("SIGTERM"));
  const code = 128 + constants.signals.SIGTERM;
  expect(process.exitCode).toBe(code);
  await eventually(() => {
    expect(exit).toHaveBeenCalledExactlyOnceWith(code);
  });
});
