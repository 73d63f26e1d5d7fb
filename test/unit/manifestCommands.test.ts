import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VSIX_FILES } from "../../scripts/vsixFiles.ts";

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents?: readonly string[];
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly l10n: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
  };
}

const ROOT = join(import.meta.dirname, "../..");

function readText(name: string): string {
  return readFileSync(join(ROOT, name), "utf8");
}

const manifest = JSON.parse(readText("package.json")) as Manifest;
const texts = JSON.parse(readText("package.nls.json")) as Readonly<Record<string, string>>;
const { commands, menus, walkthroughs, configuration } = manifest.contributes;
const commandIds = commands.map(({ command }) => command);
const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);

function textOf(placeholder: string): string {
  return texts[placeholder.replaceAll("%", "")] ?? "";
}

describe("the commands in package.json", () => {
  it.each(commands)("$command has a title in title case", ({ title }) => {
    const words = textOf(title).replace("…", "").split(" ");
    const small = ["a", "an", "for"];
    for (const word of words) if (!small.includes(word)) expect(word).toMatch(/^[A-Z]/);
    expect(words.length).toBeGreaterThan(1);
  });

  it("offer either pause or resume", () => {
    expect(menus.commandPalette).toEqual([
      { command: "coder.pauseTelemetryRecording", when: "!coder.telemetry.paused" },
      { command: "coder.resumeTelemetryRecording", when: "coder.telemetry.paused" },
    ]);
    for (const { command } of menus.commandPalette) expect(commandIds).toContain(command);
  });
});

describe("the extension activates", () => {
  it("on startup, and when a panel is restored", () => {
    expect(manifest.activationEvents).toEqual([
      "onStartupFinished",
      "onWebviewPanel:coder.telemetryPanel",
    ]);
  });

  it("with translations from a published folder", () => {
    expect(VSIX_FILES).toContain(join("extension", manifest.l10n, "bundle.l10n.json"));
  });
});

describe("the walkthrough", () => {
  it("has at most four steps", () => {
    expect(walkthroughs).toHaveLength(1);
    expect(steps.length).toBeLessThanOrEqual(4);
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
  });

  it.each(steps)("$id is completed by an existing command or setting, or by its button", (step) => {
    for (const event of step.completionEvents ?? []) {
      const [kind, name = ""] = event.split(":");
      expect(["onCommand", "onSettingChanged"]).toContain(kind);
      const names = kind === "onCommand" ? commandIds : Object.keys(configuration.properties);
      expect(names).toContain(name);
    }
  });

  it.each(steps)("$id has buttons for existing commands", ({ description }) => {
    const links = [...textOf(description).matchAll(/\[([^\]]+)\]\(command:([^?)]+)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, label, command = ""] of links) {
      expect(label).toMatch(/^(Open|Choose|Export|Pause|Change) /);
      if (command.startsWith("coder.")) expect(commandIds).toContain(command);
      else expect(command).toBe("workbench.action.openSettings");
    }
  });

  it.each(steps)("$id has a published image with alternative text", ({ media }) => {
    expect(existsSync(join(ROOT, media.svg))).toBe(true);
    expect(VSIX_FILES).toContain(`extension/${media.svg}`);
    expect(textOf(media.altText)).toMatch(/^A .*\.$|^Tele.*\.$/);
  });

  it.each(steps)("$id has an image with theme colors only, and without text", (step) => {
    const svg = readText(step.media.svg);
    const colors = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, color]) => color);
    expect(colors.length).toBeGreaterThan(1);
    for (const color of colors) expect(color).toMatch(/^(none|var\(--vscode-[A-Za-z-]+\))$/);
    expect(svg).not.toMatch(/<text|<script|<style|href/);
  });
});
