import { describe, expect, it } from "vitest";
import {
  cleanDeploymentUrl,
  deploymentUrlFrom,
} from "../../../extension/recording/deploymentUrl.ts";

describe("deploymentUrlFrom", () => {
  it.each([
    [{ CODER_URL: "https://a.example", CODER_AGENT_URL: "https://b.example" }, "https://a.example"],
    [{ CODER_AGENT_URL: "https://b.example" }, "https://b.example"],
    [{ CODER_URL: undefined, CODER_AGENT_URL: "https://b.example" }, "https://b.example"],
    [{ CODER_URL: "", CODER_AGENT_URL: "https://b.example" }, "https://b.example"],
    [{ CODER_URL: "no url", CODER_AGENT_URL: "https://b.example" }, "https://b.example"],
    [{ CODER_URL: "no url", CODER_AGENT_URL: "neither" }, ""],
    [{}, ""],
  ])("takes CODER_URL, else CODER_AGENT_URL, else nothing (%j)", (environment, expected) => {
    expect(deploymentUrlFrom(environment)).toBe(expected);
  });
});

describe("cleanDeploymentUrl", () => {
  it.each([
    ["https://dev.coder.example", "https://dev.coder.example"],
    ["https://dev.coder.example/", "https://dev.coder.example"],
    ["https://dev.coder.example///", "https://dev.coder.example"],
    ["https://dev.coder.example/path/to/", "https://dev.coder.example/path/to"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["https://dev.coder.example:443/", "https://dev.coder.example"],
    ["HTTPS://DEV.Coder.Example", "https://dev.coder.example"],
    ["  https://dev.coder.example\n", "https://dev.coder.example"],
    ["http://[::1]:7080/", "http://[::1]:7080"],
    ["https://münchen.example", "https://xn--mnchen-3ya.example"],
  ])("writes %j as %j", (given, expected) => {
    expect(cleanDeploymentUrl(given)).toBe(expected);
  });

  it.each([
    "https://user:secret@dev.example/x",
    "https://secret@dev.example/x",
    "https://dev.example/x?token=secret",
    "https://dev.example/x#secret",
    "https://dev.example/x?a=1&b=secret#secret",
  ])("leaves out whatever may be a credential (%s)", (given) => {
    expect(cleanDeploymentUrl(given)).toBe("https://dev.example/x");
  });

  it.each([
    "",
    " ",
    "dev.coder.example",
    "//dev.coder.example",
    "ftp://dev.example",
    "file:///home/me",
    "javascript:alert(1)",
    "data:text/plain,https://dev.example",
    "https://",
    "https://a b.example",
    undefined,
    null,
    42,
    true,
    {},
    ["https://dev.example"],
    new URL("https://dev.example"),
    Symbol("https://dev.example"),
  ])("is empty for what is no URL of a deployment (%s)", (given: unknown) => {
    expect(cleanDeploymentUrl(given)).toBe("");
  });

  it("takes a URL of 2048 characters, and none that is longer", () => {
    const longest = `https://dev.example/${"a".repeat(2048 - 20)}`;
    expect(longest).toHaveLength(2048);
    expect(cleanDeploymentUrl(longest)).toBe(longest);
    expect(cleanDeploymentUrl(`${longest}a`)).toBe("");
    expect(cleanDeploymentUrl(`https://dev.example${"/".repeat(5_000_000)}x`)).toBe("");
  });
});
