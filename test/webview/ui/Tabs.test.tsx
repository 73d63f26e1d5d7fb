import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState, type ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { Tabs } from "../../../webview/ui/Tabs.tsx";

function ThreeTabs(): ReactNode {
  const [selected, setSelected] = useState("one");
  const tabs = ["one", "two", "three"].map((id) => ({ id, title: id }));
  return (
    <Tabs label="Numbers" selected={selected} tabs={tabs} onSelect={setSelected}>
      {selected}
    </Tabs>
  );
}

describe("the tabs", () => {
  it.each([
    ["{ArrowRight}", "two"],
    ["{ArrowLeft}", "three"],
    ["{End}", "three"],
    ["{End}{Home}", "one"],
    ["{Alt>}{ArrowRight}{/Alt}", "one"],
    ["{Control>}{ArrowRight}{/Control}", "one"],
    ["{Meta>}{ArrowLeft}{/Meta}", "one"],
  ])("are selected by %s", async (keys, id) => {
    render(<ThreeTabs />);
    screen.getByRole("tab", { name: "one" }).focus();
    await userEvent.keyboard(keys);
    const tab = screen.getByRole("tab", { name: id });
    expect(tab.getAttribute("aria-selected")).toBe("true");
    expect(document.activeElement).toBe(tab);
  });
});
