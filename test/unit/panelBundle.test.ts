// @vitest-environment jsdom
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

/** The gzipped script and styles together, as a measure of download size and startup work. */
const MAX_GZIP_BYTES = 150_000;

/** The font has about two dozen icons. */
const MAX_FONT_BYTES = 10_000;

let files: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  // As in a test that packages the extension.
  vi.stubEnv("NODE_ENV", "test");
  const output = await build({
    configFile: join(import.meta.dirname, "../../vite.config.ts"),
    logLevel: "silent",
    build: { write: false },
  });
  files = new Map(
    (output as Rolldown.RolldownOutput).output.map((file) => [
      file.fileName,
      Buffer.from(file.type === "chunk" ? file.code : file.source),
    ]),
  );
});

afterAll(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

function fileOf(name: string): Buffer {
  const file = files.get(name);
  if (file === undefined) throw new Error(`The bundle has no ${name}.`);
  return file;
}

function gzipSize(name: string): number {
  return gzipSync(fileOf(name), { level: 9 }).length;
}

describe("the bundle of the panel", () => {
  it("is a script, a style sheet, and a font", () => {
    expect([...files.keys()].sort()).toEqual(["main.css", "main.js", "main.ttf"]);
  });

  it("does not exceed the size limits", () => {
    expect(gzipSize("main.js") + gzipSize("main.css")).toBeLessThanOrEqual(MAX_GZIP_BYTES);
    expect(fileOf("main.ttf").length).toBeLessThanOrEqual(MAX_FONT_BYTES);
  });

  it("contains the production build of React, whatever the environment", () => {
    expect(fileOf("main.js").includes("Invalid ARIA attribute")).toBe(false);
  });

  it("has resolved widths in all queries of its styles", () => {
    const queries =
      fileOf("main.css")
        .toString()
        .match(/@(?:media|container)[^{]*/g) ?? [];
    expect(queries.length).toBeGreaterThan(5);
    for (const query of queries) expect(query).toMatch(/\(width(?:<|>=)\d+px\)/);
  });

  it("sends the ready request, and defines all toolkit elements that it uses", async () => {
    const posted: unknown[] = [];
    vi.stubGlobal("acquireVsCodeApi", () => ({
      postMessage: (message: unknown) => posted.push(message),
      getState: () => undefined,
    }));
    vi.stubGlobal("matchMedia", () => Object.assign(new EventTarget(), { matches: false }));
    document.body.innerHTML = '<div id="root"></div>';
    // Like in a browser, without the modules that this test has loaded.
    (0, eval)(`{${fileOf("main.js").toString()}}`);
    await expect
      .poll(() => posted)
      .toContainEqual(expect.objectContaining({ kind: "request", method: "ready" }));
    const tags = ["button", "checkbox", "dropdown", "link", "option", "progress-ring"];
    for (const tag of [...tags, "radio", "radio-group", "text-field"]) {
      expect(customElements.get(`vscode-${tag}`), tag).toBeDefined();
    }
    const button = document.createElement("vscode-button");
    document.body.append(button);
    expect(button.shadowRoot?.querySelector("button")).not.toBeNull();
  });
});
