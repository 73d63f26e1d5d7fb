import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { FailedState } from "../../../webview/ui/FailedState.tsx";

it("the failed state shows the reason and a retry button", async () => {
  let retryCount = 0;
  render(<FailedState message="No answer within 30 s." onRetry={() => retryCount++} />);
  expect(screen.getByRole("alert").textContent).toContain("No answer within 30 s.");
  await userEvent.click(screen.getByText("Try Again"));
  expect(retryCount).toBe(1);
});
