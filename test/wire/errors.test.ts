import { promises as fs } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeEvents } from "../support/events.ts";
import { GatedDisk } from "../support/gatedDisk.ts";
import { interceptFileSystem, systemError } from "../support/interceptedFileSystem.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const QUERY = { text: "", errorsOnly: false, newestFirst: false };

async function openStore() {
  const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
  const panel = new PanelTestbed({ directory });
  await panel.open();
  return { directory, panel };
}

const UNLISTED_NAMES = [
  "telemetry-2026-06-29-4f0c9e21.jsonl",
  `../${NAME}`,
  `./${NAME}`,
  `${NAME}/`,
  `/etc/passwd`,
  `..\\${NAME}`,
  `${NAME}\0`,
  "file:///etc/passwd",
  "",
  "..",
  "__proto__",
  "constructor",
];

describe.each(UNLISTED_NAMES)("the unlisted file name %j", (fileName) => {
  const ref = { fileName, offset: 0, byteCount: 100 };

  it("is not found when its events are requested", async () => {
    const { panel } = await openStore();
    for (const method of ["readEvent", "readTrace"] as const) {
      await expect(panel.client.request(method, { ref })).rejects.toMatchObject({
        code: "notFound",
      });
    }
  });

  it("opens and reveals nothing, and shows an error", async () => {
    const { panel } = await openStore();
    panel.client.send("openFile", { fileName });
    panel.client.send("revealFile", { fileName });
    await panel.client.request("ready", {});
    expect(panel.user.done.map(([name]) => name)).toEqual(["show error", "show error"]);
  });

  it("deletes nothing", async () => {
    const { panel } = await openStore();
    panel.user.answer = () => Promise.resolve(true);
    const target = { kind: "file", fileName } as const;
    await expect(panel.client.request("deleteRecorded", { target })).rejects.toMatchObject({
      code: "notFound",
    });
    expect(panel.user.questions).toEqual([]);
    expect((await panel.open()).totals.fileCount).toBe(1);
  });
});

describe("a file name that is too long", () => {
  it("is rejected by validation", async () => {
    const { panel } = await openStore();
    const ref = { fileName: "a".repeat(10_000), offset: 0, byteCount: 100 };
    await expect(panel.client.request("readEvent", { ref })).rejects.toMatchObject({
      code: "invalidParams",
    });
  });
});

describe("an event that is no longer in its file", () => {
  it("is not found", async () => {
    const { directory, panel } = await openStore();
    const { queryId } = await panel.client.request("queryEvents", {
      view: panel.view(),
      ...QUERY,
    });
    const page = await panel.client.request("pageEvents", { queryId, offset: 1, limit: 1 });
    const ref = page.rows[0]?.ref ?? { fileName: NAME, offset: 0, byteCount: 2 };
    expect((await panel.client.request("readEvent", { ref })).ref).toEqual(ref);
    await writeFile(join(directory, NAME), "");
    for (const method of ["readEvent", "readTrace"] as const) {
      await expect(panel.client.request(method, { ref })).rejects.toMatchObject({
        code: "notFound",
      });
    }
  });
});

describe("an event whose file cannot be read", () => {
  it("is reported with the file and the cause, not as missing", async () => {
    const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
    let isBroken = false;
    const panel = new PanelTestbed({
      directory,
      fs: interceptFileSystem(fs, ({ name }, proceed) =>
        isBroken && name === "open" ? Promise.reject(systemError("EMFILE")) : proceed(),
      ),
    });
    await panel.open();
    const view = panel.view();
    const { queryId } = await panel.client.request("queryEvents", { view, ...QUERY });
    const page = { queryId, offset: 0, limit: 1 };
    const { rows } = await panel.client.request("pageEvents", page);
    const ref = rows[0]?.ref ?? { fileName: NAME, offset: 0, byteCount: 2 };
    isBroken = true;
    const failure = { code: "io", message: `Could not read ${NAME}: EMFILE: injected` };
    await expect(panel.client.request("pageEvents", page)).rejects.toMatchObject(failure);
    await expect(panel.client.request("readEvent", { ref })).rejects.toMatchObject(failure);
    await expect(panel.client.request("readTrace", { ref })).rejects.toMatchObject(failure);
  });
});

describe("an unknown export", () => {
  it("cannot be opened or revealed, and shows an error", async () => {
    const { panel } = await openStore();
    panel.client.send("openExport", { exportId: 0 });
    panel.client.send("revealExport", { exportId: 7 });
    await panel.client.request("ready", {});
    expect(panel.user.done).toEqual([
      ["show error", "The export was not found."],
      ["show error", "The export was not found."],
    ]);
  });
});

describe("a deletion in a read-only folder", () => {
  it("is refused without a prompt", async () => {
    const { panel } = await openStore();
    await panel.client.request("selectSource", { kind: "coder" });
    panel.user.answer = () => Promise.resolve(true);
    for (const target of [{ kind: "everything" }, { kind: "file", fileName: NAME }] as const) {
      await expect(panel.client.request("deleteRecorded", { target })).rejects.toMatchObject({
        code: "refused",
      });
    }
    expect(panel.user.questions).toEqual([]);
  });
});

describe("a request that waits for the first scan", () => {
  it("is canceled when another source is selected", async () => {
    const disk = new GatedDisk();
    const directory = await makeStoreFolder({ [NAME]: makeEvents(3) });
    const panel = new PanelTestbed({ directory, fs: disk.fs });
    const listing = disk.hold(({ name }) => name === "readdir");
    await panel.client.request("ready", {});
    await listing;
    const count = panel.client.request("countRange", panel.view());
    const query = panel.client.request("queryEvents", { view: panel.view(), ...QUERY });
    const rejected = Promise.all([
      expect(count).rejects.toMatchObject({ code: "cancelled" }),
      expect(query).rejects.toMatchObject({ code: "cancelled" }),
    ]);
    await panel.client.request("selectSource", { kind: "coder" });
    await rejected;
    await disk.open();
  });
});
