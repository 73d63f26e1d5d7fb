import { constants } from "node:os";
import { expect, it, onTestFinished, vi } from "vitest";
import { dieOf, SignalError } from "../../../extension/cli/signals.ts";

function restoreAfterwards(): void {
  const { exitCode } = process;
  onTestFinished(() => {
    vi.restoreAllMocks();
    process.exitCode = exitCode;
  });
}

it("exits with 1 where the process cannot send itself the signal, as on Windows", () => {
  restoreAfterwards();
  vi.spyOn(process, "kill").mockImplementation(() => {
    throw Object.assign(new Error("kill ENOSYS"), { code: "ENOSYS" });
  });
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  dieOf(new SignalError("SIGHUP"));
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
});

it("exits as a shell would say where the signal does nothing, as in the first process of a container", async () => {
  restoreAfterwards();
  vi.spyOn(process, "kill").mockReturnValue(true);
  const exit = vi.spyOn(process, "exit").mockImplementation((() => undefined) as never);
  dieOf(new SignalError("SIGTERM"));
  const code = 128 + constants.signals.SIGTERM;
  expect(process.exitCode).toBe(code);
  await vi.waitFor(() => {
    expect(exit).toHaveBeenCalledExactlyOnceWith(code);
  });
});
