import { chromium, type Browser } from "playwright-core";
import { PATIENCE_MS } from "../support/patience.ts";
import { findOnPath } from "./executable.ts";

const quietArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts headless Chromium from PATH. It ends no later than this process. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findOnPath("chromium", "chromium-browser", "google-chrome");
  if (executablePath === undefined) {
    throw new Error(
      "The VS Code tests need Chromium, and none of chromium, chromium-browser, and google-chrome " +
        "is on PATH. Install one (on Debian: apt-get install chromium) and run the tests again.",
    );
  }
  return chromium.launch({ executablePath, args: quietArguments, timeout: PATIENCE_MS });
}
