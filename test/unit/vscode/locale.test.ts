import { execFileSync } from "node:child_process";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { displayLocale } from "../../../extension/vscode/locale.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(resetFake);

describe("the locale of numbers and times", () => {
  it.each([
    ["de", "de", "1.234"],
    ["fr", "fr", "1\u202f234"],
    ["zh-cn", "zh-CN", "1,234"],
    ["qps-ploc", "en", "1,234"],
    ["not a tag", "en", "1,234"],
    ["", "en", "1,234"],
  ])("of VS Code in %j is %s, whatever the host's is", (language, locale, count) => {
    fake.language = language;
    expect(displayLocale()).toBe(locale);
    // Formatted in a process with another locale, as on a German machine with VS Code in English.
    const script = `process.stdout.write((1234).toLocaleString(${JSON.stringify(displayLocale())}))`;
    const host = { ...process.env, LC_ALL: "hi_IN.UTF-8", LANG: "hi_IN.UTF-8" };
    expect(execFileSync(process.execPath, ["-e", script], { env: host }).toString()).toBe(count);
  });
});
