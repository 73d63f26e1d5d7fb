/**
 * Takes the screenshots docs/images/panel-dark.png and panel-light.png of the panel in a real
 * VS Code with sample telemetry. Run it after `npm run package`:
 * `node --disable-warning=MODULE_TYPELESS_PACKAGE_JSON scripts/panelImages.ts`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Panel } from "../test/vscode/panelDriver.ts";
import { seedStore } from "../test/vscode/panelStore.ts";
import { openVsCode } from "../test/vscode/session.ts";

const root = join(import.meta.dirname, "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};

const session = await openVsCode({
  vsixPath: join(root, `coder-telemetry-${version}.vsix`),
  seed: (storage) => seedStore(join(storage, "telemetry"), { days: 30, nowMs: Date.now() }),
  settings: {
    "workbench.activityBar.location": "hidden",
    "workbench.layoutControl.enabled": false,
  },
});
try {
  const { workbench } = session;
  const panel = new Panel(workbench);
  await workbench.page.setViewportSize({ width: 1280, height: 860 });
  await workbench.runCommand("View: Close Primary Side Bar");
  await panel.open();
  await panel.choosePreset("Last 30 days");
  await panel.header.getByText(session.globalStorageDir).evaluate((place, own) => {
    // The temporary profile is in a folder with a random name.
    const usual = "/home/me/.local/share/code-server/User/globalStorage/coder.coder-telemetry";
    place.textContent = place.textContent.replace(own, usual).replace(/on \S+$/, "on my-workspace");
  }, session.globalStorageDir);
  for (const theme of ["dark", "light"] as const) {
    await workbench.setTheme(theme);
    await panel.list
      .getByRole("option", { name: /command\.invoked/ })
      .first()
      .waitFor();
    // Away from anything that reacts to hover.
    await workbench.page.mouse.move(800, 20);
    const path = join(root, "docs", "images", `panel-${theme}.png`);
    await workbench.page.screenshot({ path, animations: "disabled" });
    console.log(path);
  }
} finally {
  await session.close();
}
