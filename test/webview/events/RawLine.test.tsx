import { fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { RawLine } from "../../../webview/events/RawLine.tsx";
import { settle } from "../settle.ts";

describe("the raw line of an event", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("is copied verbatim, with a confirmation", async () => {
    const copied = stubClipboard();
    render(<RawLine line={'{"event_name":"remote.connected"}'} />);
    fireEvent.click(screen.getByText("Copy"));
    await settle();
    expect(copied).toEqual(['{"event_name":"remote.connected"}']);
    expect(screen.getByRole("status").textContent).toBe("Copied");
  });

  it("reports that it could not be copied", async () => {
    stubClipboard(() => Promise.reject(new Error("not allowed")));
    render(<RawLine line="{}" />);
    fireEvent.click(screen.getByText("Copy"));
    await settle();
    expect(screen.getByRole("status").textContent).toContain("Could not copy the line.");
  });

  it("is shown in full unless it is huge", () => {
    render(<RawLine line={"x".repeat(65_536)} />);
    expect(screen.getByLabelText("Raw line").textContent).toHaveLength(65_536);
    expect(screen.queryByText(/Showing the first/)).toBeNull();
  });

  it("is truncated if it is huge, but copied in full", async () => {
    const copied = stubClipboard();
    const line = "x".repeat(1_000_000);
    render(<RawLine line={line} />);
    expect(screen.getByLabelText("Raw line").textContent).toHaveLength(65_536);
    expect(screen.getByText(/^Showing the first 65,536 of 1,000,000 characters/)).toBeTruthy();
    fireEvent.click(screen.getByText("Copy"));
    await settle();
    expect(copied).toEqual([line]);
  });

  it("is not truncated within a character", () => {
    render(<RawLine line={`x${"😀".repeat(40_000)}`} />);
    const shown = screen.getByLabelText("Raw line").textContent;
    expect(shown).toBe(`x${"😀".repeat(32_767)}`);
  });
});

/** Returns the copied strings. `write` is the result of each copy. */
function stubClipboard(write: () => Promise<void> = () => Promise.resolve()): readonly string[] {
  const copied: string[] = [];
  const writeText = (text: string) => {
    copied.push(text);
    return write();
  };
  vi.stubGlobal("navigator", { language: navigator.language, clipboard: { writeText } });
  return copied;
}
