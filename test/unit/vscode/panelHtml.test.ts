import * as vscode from "vscode";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { panelHtml, webviewFolder } from "../../../extension/vscode/panelHtml.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";
import { FakeWebview } from "../../support/fakeWebview.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

function makePage(folder = "/extensions/coder.telemetry"): string {
  // It has what the page needs of a webview, with the fake's own URIs.
  const webview = new FakeWebview() as unknown as vscode.Webview;
  return panelHtml(webview, vscode.Uri.file(folder));
}

/** The directives of the page's policy, each with its sources. */
function policyOf(html: string): ReadonlyMap<string, readonly string[]> {
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  return new Map(
    policy.split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );
}

function nonceOf(html: string): string {
  return /<script[^>]* nonce="([^"]*)"/.exec(html)?.[1] ?? "";
}

describe("the page of the panel", () => {
  it("may load nothing but its script, its styles and its font", () => {
    const html = makePage();
    const ownFolder = new FakeWebview().cspSource;
    const nonce = `'nonce-${nonceOf(html)}'`;
    expect([...policyOf(html)]).toEqual([
      ["default-src", ["'none'"]],
      ["script-src", [nonce]],
      ["style-src", [ownFolder, nonce]],
      ["font-src", [ownFolder]],
    ]);
  });

  it("allows no inline code and no eval", () => {
    expect(makePage()).not.toMatch(/unsafe-(inline|eval|hashes)|strict-dynamic/);
    expect(makePage()).not.toMatch(/ on[a-z]+=| style=|javascript:/i);
  });

  it("has a nonce of 128 random bits, another one each time", () => {
    const nonces = Array.from({ length: 200 }, () => nonceOf(makePage()));
    expect(new Set(nonces).size).toBe(200);
    for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{22}$/);
  });

  it("gives the nonce to the toolkit's style as well", () => {
    const html = makePage();
    expect(html).toContain(`<meta property="csp-nonce" content="${nonceOf(html)}" />`);
  });

  it("takes all it loads from the folder of the bundle", () => {
    const html = makePage();
    const loaded = [...html.matchAll(/ (?:src|href)="([^"]*)"/g)].map(([, url]) => url);
    const folder = "https://file+.vscode-cdn.net/extensions/coder.telemetry/dist/webview";
    expect(loaded).toEqual([`${folder}/main.css`, `${folder}/main.js`]);
  });

  it("has one script and no text of an event in it", () => {
    expect(makePage().match(/<script/g)).toHaveLength(1);
    expect(makePage()).toMatch(/<script [^>]*><\/script>/);
  });

  it("cannot be broken out of by the name of a folder or of a language", () => {
    fake.language = 'en"><script>alert(1)</script>';
    const html = makePage('/a"><script>alert(1)</script>');
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).toMatch(/<html lang="[^"]*">\n/);
    expect(/<link [^>]*>/.exec(html)?.[0]).toMatch(/main\.css" \/>$/);
  });

  it("finds its files in a folder whose name a URL would read otherwise", () => {
    const html = makePage("/a b%20c/d");
    expect(html).toContain("/a%20b%2520c/d/dist/webview/main.js");
  });

  it("says the language of its texts and fits the width of the panel", () => {
    fake.language = "de";
    expect(makePage()).toContain('<html lang="en">');
    fake.l10nBundle = { Events: "Ereignisse" };
    expect(makePage()).toContain('<html lang="de">');
    expect(makePage()).toContain('content="width=device-width, initial-scale=1"');
  });
});

describe("the folder of the bundle", () => {
  it("is one folder of the extension", () => {
    expect(webviewFolder(vscode.Uri.file("/extension")).path).toBe("/extension/dist/webview");
  });
});
