import { readFileSync } from "node:fs";
import { join } from "node:path";
import { render, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { EXPORT_FORMATS } from "../../shared/formats.ts";
import { App } from "../../webview/App.tsx";

describe("the page of the Telemetry panel", () => {
  it("is headed by its name", () => {
    render(<App />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Telemetry");
  });

  it("says that the panel is still to come", () => {
    render(<App />);
    expect(screen.getByRole("main").textContent).toContain("This panel is on its way.");
  });

  it("names the command that exports today as the Command Palette does", () => {
    render(<App />);
    expect(screen.getByRole("main").textContent).toContain(`Run ${exportCommandInPalette()} from`);
  });

  it("links to the export command, in a link that a keyboard reaches", async () => {
    render(<App />);
    const link = await findToolkitLink("Export Telemetry…");
    expect(link.getAttribute("href")).toBe("command:coder.exportTelemetry");
    expect(link.tabIndex).toBe(0);
  });

  it("lists every export format with what it is for", () => {
    render(<App />);
    const items = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(items).toEqual(EXPORT_FORMATS.map(({ label, detail }) => `${label}: ${detail}`));
  });

  it("brings no inline style or script, which the panel's content security policy refuses", () => {
    const { container } = render(<App />);
    expect(container.querySelectorAll("[style], style, script")).toHaveLength(0);
  });

  it("passes the accessibility rules that need no layout", async () => {
    const { container } = render(<App />);
    await findToolkitLink("Export Telemetry…");
    // jsdom draws nothing, so there is no contrast to measure.
    const { violations } = await axe.run(container, {
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});

/**
 * Role queries stop at the shadow tree in which the toolkit's element keeps its anchor, and the
 * element passes attributes on in its next update only.
 */
function findToolkitLink(name: string): Promise<HTMLAnchorElement> {
  return waitFor(() => {
    const anchor = screen.getByText(name).shadowRoot?.querySelector<HTMLAnchorElement>("a[href]");
    if (!anchor) throw new Error(`"${name}" is no link of the toolkit.`);
    return anchor;
  });
}

function exportCommandInPalette(): string {
  const manifest = JSON.parse(readRootFile("package.json")) as {
    contributes: { commands: { command: string; category: string; title: string }[] };
  };
  const texts = JSON.parse(readRootFile("package.nls.json")) as Record<string, string>;
  const entry = manifest.contributes.commands.find(
    ({ command }) => command === "coder.exportTelemetry",
  );
  if (entry === undefined) throw new Error("package.json has no export command.");
  return `${entry.category}: ${texts[entry.title.replaceAll("%", "")]}`;
}

function readRootFile(name: string): string {
  return readFileSync(join(import.meta.dirname, "../..", name), "utf8");
}
