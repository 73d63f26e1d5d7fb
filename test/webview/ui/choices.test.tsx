import { fireEvent, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { Dropdown } from "../../../webview/ui/Dropdown.tsx";
import { RadioGroup } from "../../../webview/ui/RadioGroup.tsx";

type Fruit = "apple" | "pear";

interface ChoiceProps {
  readonly value: Fruit;
  readonly onChange: (value: Fruit) => void;
}

const CHOICE = {
  label: "Fruit",
  options: [
    { value: "apple", label: "Apple" },
    { value: "pear", label: "Pear" },
  ],
} as const;

describe.each<[string, string, (shown: ChoiceProps) => ReactNode]>([
  ["a dropdown", "vscode-dropdown", (shown) => <Dropdown {...CHOICE} {...shown} />],
  [
    "a group of radio buttons",
    "vscode-radio-group",
    (shown) => <RadioGroup {...CHOICE} {...shown} />,
  ],
])("%s", (_, tag, choiceOf) => {
  function show(value: Fruit) {
    const changes: Fruit[] = [];
    const pageOf = (shown: Fruit) =>
      choiceOf({
        value: shown,
        onChange: (next) => {
          changes.push(next);
        },
      });
    const { container, rerender } = render(pageOf(value));
    const element = container.querySelector<HTMLElement & { value: string }>(tag);
    if (element === null) throw new Error(`There is no ${tag}.`);
    return {
      changes,
      element,
      rerender: (next: Fruit) => {
        rerender(pageOf(next));
      },
    };
  }

  it("shows its value without reporting it as a change", () => {
    const { element, changes, rerender } = show("pear");
    expect(element.value).toBe("pear");
    rerender("apple");
    expect(element.value).toBe("apple");
    expect(changes).toEqual([]);
  });

  it("reverts if a change is not applied", () => {
    const { element, changes, rerender } = show("apple");
    element.value = "pear";
    fireEvent.change(element);
    expect(changes).toContain("pear");
    rerender("apple");
    expect(element.value).toBe("apple");
  });
});

it("a dropdown shows the new label of its value", async () => {
  const pageOf = (label: string) => (
    <Dropdown
      label="Source"
      value="folder"
      options={[
        { value: "own", label: "This extension" },
        { value: "folder", label },
      ]}
      onChange={() => undefined}
    />
  );
  const { container, rerender } = render(pageOf("Folder alpha"));
  const painted = () =>
    container.querySelector("vscode-dropdown")?.shadowRoot?.querySelector(".selected-value")
      ?.textContent;
  await expect.poll(painted).toContain("Folder alpha");
  rerender(pageOf("Folder beta"));
  await expect.poll(painted).toContain("Folder beta");
});
