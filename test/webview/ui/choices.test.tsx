import { fireEvent, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { Dropdown } from "../../../webview/ui/Dropdown.tsx";
import { RadioGroup } from "../../../webview/ui/RadioGroup.tsx";

type Fruit = "apple" | "pear";

interface Shown {
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

describe.each<[string, string, (shown: Shown) => ReactNode]>([
  ["a dropdown", "vscode-dropdown", (shown) => <Dropdown {...CHOICE} {...shown} />],
  [
    "a group of radio buttons",
    "vscode-radio-group",
    (shown) => <RadioGroup {...CHOICE} {...shown} />,
  ],
])("%s", (_, tag, choiceOf) => {
  function show(value: Fruit) {
    const chosen: Fruit[] = [];
    const draw = (shown: Fruit) =>
      choiceOf({
        value: shown,
        onChange: (next) => {
          chosen.push(next);
        },
      });
    const { container, rerender } = render(draw(value));
    const element = container.querySelector<HTMLElement & { value: string }>(tag);
    if (element === null) throw new Error(`There is no ${tag}.`);
    return {
      chosen,
      element,
      rerender: (next: Fruit) => {
        rerender(draw(next));
      },
    };
  }

  it("shows what is given, and tells nobody of what comes from there", () => {
    const { element, chosen, rerender } = show("pear");
    expect(element.value).toBe("pear");
    rerender("apple");
    expect(element.value).toBe("apple");
    expect(chosen).toEqual([]);
  });

  it("goes back where a choice came to nothing", () => {
    const { element, chosen, rerender } = show("apple");
    element.value = "pear";
    fireEvent.change(element);
    expect(chosen).toContain("pear");
    rerender("apple");
    expect(element.value).toBe("apple");
  });
});
