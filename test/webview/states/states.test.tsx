import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { FailedState } from "../../../webview/states/FailedState.tsx";
import { LoadingState } from "../../../webview/states/LoadingState.tsx";

it("the loading state says what goes on", () => {
  render(<LoadingState />);
  expect(screen.getByRole("status").textContent).toBe("Reading what is recorded…");
});

it("the failed state says why and can be tried again", async () => {
  let retryCount = 0;
  render(<FailedState message="No answer within 30 s." onRetry={() => retryCount++} />);
  expect(screen.getByRole("alert").textContent).toContain("No answer within 30 s.");
  await userEvent.click(screen.getByText("Try again"));
  expect(retryCount).toBe(1);
});
