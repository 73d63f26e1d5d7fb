import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { LoadingState } from "../../../webview/ui/LoadingState.tsx";

it("the loading state has a message", () => {
  render(<LoadingState />);
  expect(screen.getByRole("status").textContent).toBe("Loading telemetry…");
});
