import { act, fireEvent, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { rangeOf, renderPicker } from "./pickerFixture.tsx";

describe("the typed dates", () => {
  it("show the first and last day of the range", () => {
    renderPicker({ range: "last7Days" });
    expect([field("From").value, field("To").value]).toEqual(["2026-11-13", "2026-11-20"]);
  });

  it("are empty for all time if the store is empty", () => {
    renderPicker({ range: "allTime", days: [] });
    expect([field("From").value, field("To").value]).toEqual(["", ""]);
  });

  it("are labeled as UTC", () => {
    renderPicker();
    expect(screen.getByText("From (UTC)")).toBeTruthy();
    expect(screen.getByText("To (UTC)")).toBeTruthy();
  });

  it("are applied on Enter", () => {
    const { changes } = renderPicker();
    type("From", "2026-11-01");
    expect(changes).toEqual([]);
    fireEvent.keyDown(field("From"), { key: "Enter" });
    expect(changes).toEqual([rangeOf("2026-11-01..2026-11-20")]);
  });

  it("are applied on blur", () => {
    const { changes } = renderPicker();
    type("To", "2026-11-18");
    fireEvent.focusOut(field("To"));
    expect(changes).toEqual([rangeOf("2026-11-13..2026-11-18")]);
  });

  it("are applied once on Enter followed by blur", () => {
    const { changes } = renderPicker();
    type("To", "2026-11-18");
    fireEvent.keyDown(field("To"), { key: "Enter" });
    fireEvent.focusOut(field("To"));
    expect(changes).toHaveLength(1);
  });

  it("keep the preset if nothing was typed", () => {
    const { changes } = renderPicker({ range: "last7Days" });
    fireEvent.focusOut(field("From"));
    fireEvent.keyDown(field("To"), { key: "Enter" });
    expect(changes).toEqual([]);
  });

  it("keep the preset if the same date was typed again", () => {
    const { changes } = renderPicker({ range: "last7Days" });
    type("From", "2026-11-1");
    type("From", "2026-11-13");
    fireEvent.keyDown(field("From"), { key: "Enter" });
    expect(changes).toEqual([]);
  });

  it.each([
    ["17.11.2026", "Enter a valid date (YYYY-MM-DD)."],
    ["", "Enter a valid date (YYYY-MM-DD)."],
    ["2026-02-30", "2026-02-30 is not a valid date."],
  ])("show an error for %o, and keep the range", (text, problem) => {
    const { changes } = renderPicker();
    type("From", text);
    fireEvent.keyDown(field("From"), { key: "Enter" });
    expect(screen.getByText(problem).role).toBe("alert");
    expect(field("From").ariaInvalid).toBe("true");
    expect(field("From").ariaLabel).toBe("From (UTC)");
    expect(field("From").value).toBe(text);
    expect(changes).toEqual([]);
  });

  it("show an error while To is before From, and are applied once it is not", () => {
    const { changes } = renderPicker();
    type("From", "2026-12-01");
    fireEvent.focusOut(field("From"));
    expect(screen.getByText("The last day must be on or after the first day.")).toBeTruthy();
    type("To", "2026-12-02");
    expect(screen.queryByText("The last day must be on or after the first day.")).toBeNull();
    fireEvent.focusOut(field("To"));
    expect(changes).toEqual([rangeOf("2026-12-01..2026-12-02")]);
  });

  it("keep unfinished input when the days of a preset change", () => {
    const { setNow } = renderPicker({ range: "last7Days" });
    type("From", "2026-11-1");
    act(() => {
      setNow(Date.parse("2026-11-21T00:00:01.000Z"));
    });
    expect([field("From").value, field("To").value]).toEqual(["2026-11-1", "2026-11-20"]);
  });

  it("discard unfinished input when another range is selected", () => {
    const { setRange } = renderPicker();
    type("From", "nonsense");
    act(() => {
      setRange(rangeOf("2026-11-02..2026-11-03"));
    });
    expect(field("From").value).toBe("2026-11-02");
  });
});

/** The toolkit element. Its input is in a shadow tree. */
function field(label: "From" | "To"): HTMLInputElement {
  const found = screen.getByText(`${label} (UTC)`).closest<HTMLInputElement>("vscode-text-field");
  if (found === null) throw new Error(`There is no field labeled ${label}.`);
  return found;
}

function type(label: "From" | "To", text: string): void {
  field(label).value = text;
  fireEvent.input(field(label));
}
