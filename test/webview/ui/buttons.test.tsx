import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { Button } from "../../../webview/ui/Button.tsx";
import { IconButton } from "../../../webview/ui/IconButton.tsx";

interface ButtonProps {
  readonly isDisabled: boolean;
  readonly onClick: () => void;
}

describe.each([
  [
    "a button",
    ({ isDisabled, onClick }: ButtonProps) => (
      <Button isDisabled={isDisabled} onClick={onClick}>
        Go
      </Button>
    ),
  ],
  [
    "an icon button",
    ({ isDisabled, onClick }: ButtonProps) => (
      <IconButton icon="refresh" label="Go" isDisabled={isDisabled} onClick={onClick} />
    ),
  ],
])("%s", (_, buttonOf) => {
  function show(isDisabled: boolean): { readonly button: HTMLElement; readonly clicks: string[] } {
    const clicks: string[] = [];
    const onClick = () => {
      clicks.push("click");
    };
    render(buttonOf({ isDisabled, onClick }));
    const button = screen.queryByText("Go") ?? screen.getByLabelText("Go");
    return { button, clicks };
  }

  it("calls onClick", () => {
    const { button, clicks } = show(false);
    button.click();
    expect(clicks).toHaveLength(1);
    expect(button.getAttribute("aria-disabled")).toBe("false");
  });

  it("that is disabled does nothing and has aria-disabled, but stays focusable", () => {
    const { button, clicks } = show(true);
    button.click();
    expect(clicks).toEqual([]);
    expect(button.getAttribute("aria-disabled")).toBe("true");
    expect(button).toHaveProperty("disabled", false);
  });
});

describe("the button in the shadow tree", () => {
  const states = async (name: string): Promise<readonly (string | null | undefined)[]> => {
    const host = screen.queryByText(name) ?? screen.getByLabelText(name);
    const inner = () => host.shadowRoot?.querySelector("button");
    await expect.poll(() => inner()?.getAttribute("aria-disabled")).not.toBeNull();
    return ["aria-disabled", "aria-pressed", "aria-expanded"].map((state) =>
      inner()?.getAttribute(state),
    );
  };

  it("has aria-pressed", async () => {
    const buttonOf = (isPressed: boolean) => (
      <Button isPressed={isPressed} onClick={() => undefined}>
        Go
      </Button>
    );
    const { rerender } = render(buttonOf(true));
    expect(await states("Go")).toEqual(["false", "true", null]);
    rerender(buttonOf(false));
    await expect.poll(() => states("Go")).toEqual(["false", "false", null]);
  });

  it("has aria-expanded and aria-disabled", async () => {
    render(
      <IconButton icon="refresh" label="Go" isExpanded isDisabled onClick={() => undefined} />,
    );
    expect(await states("Go")).toEqual(["true", null, "true"]);
  });
});
