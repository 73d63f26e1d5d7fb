import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { makeEvents } from "../support/events.ts";
import { GatedDisk, isRead } from "../support/gatedDisk.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";

const NAME = "telemetry-2026-06-28-4f0c9e21.jsonl";
const QUERY = { text: "", errorsOnly: false, newestFirst: false };

const isReady = ({ index }: Snapshot) => index.state === "ready";

/** Two folders with a file of the same name and lines at the same offsets. */
async function openStores() {
  const own = await makeStoreFolder({ [NAME]: makeEvents(3) });
  const coder = await makeStoreFolder({ [NAME]: makeEvents(3) });
  const disk = new GatedDisk();
  const panel = new PanelTestbed({ directory: own, coderDirectory: coder, fs: disk.fs });
  await panel.open();
  const query = async () => {
    const view = panel.view();
    const { queryId } = await panel.client.request("queryEvents", { view, ...QUERY });
    const { rows } = await panel.client.request("pageEvents", { queryId, offset: 0, limit: 1 });
    return { queryId, ref: rows[0]?.ref ?? { fileName: NAME, offset: 0, byteCount: 2 } };
  };
  const select = async (kind: "own" | "coder") => {
    const next = panel.nextSnapshot(
      (snapshot) => isReady(snapshot) && snapshot.source.kind === kind,
    );
    await panel.client.request("selectSource", { kind });
    return next;
  };
  return { own, coder, disk, panel, query, select };
}

describe("selecting another source", () => {
  it("cancels a query of the previous source", async () => {
    const { own, disk, panel } = await openStores();
    const reading = disk.hold(isRead);
    const query = panel.client.request("queryEvents", { view: panel.view(), ...QUERY });
    const rejected = expect(query).rejects.toMatchObject({ code: "cancelled" });
    await reading;
    const { length } = disk.calls;
    await panel.client.request("selectSource", { kind: "coder" });
    await disk.open();
    await rejected;
    const opened = disk.calls.slice(length).filter(({ name }) => name === "open");
    expect(opened.filter(({ path }) => path.startsWith(`${own}/`))).toEqual([]);
  });

  it("discards the pages of the previous source", async () => {
    const { panel, query, select } = await openStores();
    const { queryId } = await query();
    await select("coder");
    const page = { queryId, offset: 0, limit: 1 };
    await expect(panel.client.request("pageEvents", page)).rejects.toMatchObject({
      code: "notFound",
    });
  });

  it("discards the events of the previous source, even if it has the same file names", async () => {
    const { panel, query, select } = await openStores();
    const { ref } = await query();
    await select("coder");
    for (const method of ["readEvent", "readTrace"] as const) {
      await expect(panel.client.request(method, { ref })).rejects.toMatchObject({
        code: "notFound",
      });
    }
    const found = await query();
    expect((await panel.client.request("readEvent", { ref: found.ref })).ref).toEqual(ref);
  });

  it("works even if it cannot be remembered, which is logged", async () => {
    const { panel, coder, select } = await openStores();
    panel.memoryFailure = new Error("read-only state");
    expect((await select("coder")).source.folder).toBe(coder);
    expect(panel.errors.join("\n")).toContain("read-only state");
  });

  it("cancels a pending deletion without prompting", async () => {
    const { disk, panel, select } = await openStores();
    const listing = disk.hold(({ name }) => name === "readdir");
    const target = { kind: "everything" } as const;
    const deletion = panel.client.request("deleteRecorded", { target });
    const rejected = expect(deletion).rejects.toMatchObject({ code: "cancelled" });
    await listing;
    const selected = select("coder");
    await rejected;
    await disk.open();
    await selected;
    expect(panel.user.questions).toEqual([]);
  });
});

describe("a hidden panel", () => {
  it("discards its query, but can still show a selected event", async () => {
    const { panel, query } = await openStores();
    const { queryId, ref } = await query();
    panel.session.hide();
    await panel.client.request("ready", {});
    const page = { queryId, offset: 0, limit: 1 };
    await expect(panel.client.request("pageEvents", page)).rejects.toMatchObject({
      code: "notFound",
    });
    expect((await panel.client.request("readEvent", { ref })).ref).toEqual(ref);
  });
});

describe("opening the extension's own store as a folder", () => {
  it("shows it as the own source, listed once", async () => {
    const { panel, own, select } = await openStores();
    await select("coder");
    panel.user.folder = () => Promise.resolve(`${own}/`);
    const next = panel.nextSnapshot(isReady);
    await panel.client.request("chooseFolder", {});
    const { source, sources } = await next;
    expect(source).toMatchObject({ kind: "own", folder: own, isReadOnly: false });
    expect(sources.map(({ kind }) => kind)).toEqual(["own", "coder"]);
  });
});

describe("another folder that is opened", () => {
  it("is said to have no telemetry files, with what may be meant instead", async () => {
    const { panel } = await openStores();
    const copies = [
      "telemetry-2026-06-01-abcd1234 (1).jsonl",
      "telemetry-2026-06-01-abcd1234.JSONL",
    ];
    const folder = await makeStoreFolder(Object.fromEntries(copies.map((name) => [name, ""])));
    panel.user.folder = () => Promise.resolve(folder);
    await panel.client.request("chooseFolder", {});
    expect(panel.user.done).toContainEqual([
      "show information",
      `There are no telemetry files in ${folder}. These files look like renamed copies: ` +
        `${copies.join(", ")}. Rename them to the pattern telemetry-YYYY-MM-DD-xxxxxxxx.jsonl.`,
    ]);
  });

  it("is not explained if it has some", async () => {
    const { panel } = await openStores();
    const folder = await makeStoreFolder({ [NAME]: makeEvents(1) });
    panel.user.folder = () => Promise.resolve(folder);
    await panel.client.request("chooseFolder", {});
    expect(panel.user.done.map(([name]) => name)).not.toContain("show information");
  });
});
