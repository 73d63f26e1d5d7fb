import { describe, expect, it } from "vitest";
import { PROTOCOL_VERSION, ProtocolError } from "../../../shared/protocol/envelope.ts";
import { DispatcherTestbed } from "./dispatcherTestbed.ts";

const PREVIEW = { view: { range: { kind: "allTime" }, nowMs: 0 }, format: "json" };

describe("a request", () => {
  it("is answered with the result of its handler", async () => {
    const bed = new DispatcherTestbed({ preview: () => Promise.resolve({ text: "[" }) });
    await bed.request(7, "preview", PREVIEW);
    expect(bed.posted).toEqual([
      { version: PROTOCOL_VERSION, kind: "result", id: 7, result: { text: "[" } },
    ]);
  });

  it("is answered with the error code that its handler throws", async () => {
    const error = new ProtocolError("refused", "This folder is shown read-only.");
    const bed = new DispatcherTestbed({ preview: () => Promise.reject(error) });
    await bed.request(7, "preview", PREVIEW);
    expect(bed.posted).toMatchObject([
      { kind: "error", id: 7, error: { code: "refused", message: error.message } },
    ]);
    expect(bed.problems).toEqual([]);
  });

  it.each([
    ["an error", new Error("disk gone"), "disk gone"],
    ["a string", "disk gone", "disk gone"],
    ["nothing", undefined, "undefined"],
  ])(
    "is answered with an internal error if its handler throws %s, and logged",
    async (_, thrown, text) => {
      const bed = new DispatcherTestbed({
        preview: () => {
          throw thrown as Error;
        },
      });
      await bed.request(7, "preview", PREVIEW);
      expect(bed.posted).toMatchObject([{ error: { code: "internal", message: text } }]);
      expect(bed.problems).toHaveLength(1);
    },
  );

  it.each([
    ["invalidParams", "preview", { view: {} }],
    ["unknownMethod", "openFile", { fileName: "a" }],
    ["unknownMethod", "snapshot", {}],
    ["unknownMethod", "toString", {}],
    ["unknownMethod", "constructor", {}],
    ["unknownMethod", "__proto__", {}],
    ["unknownMethod", "hasOwnProperty", {}],
    ["unknownMethod", "", {}],
  ])("is answered with %s for %j", async (code, method, params) => {
    const bed = new DispatcherTestbed();
    await bed.request(7, method, params);
    expect(bed.answersTo(7)).toEqual([code]);
  });

  it("of another version is answered with versionMismatch, whatever else is invalid", async () => {
    const bed = new DispatcherTestbed();
    await bed.receive({ version: 2, kind: "request", id: 7, method: "later", params: null });
    expect(bed.answersTo(7)).toEqual(["versionMismatch"]);
  });

  it("reports progress with its ID, but not after its response", async () => {
    let late: () => void = () => undefined;
    const bed = new DispatcherTestbed({
      exportRange: (_, { report }) => {
        report({ readBytes: 1, totalBytes: 2 });
        late = () => {
          report({ readBytes: 2, totalBytes: 2 });
        };
        return Promise.resolve({ outcome: "dismissed" });
      },
    });
    await bed.request(7, "exportRange", PREVIEW);
    late();
    expect(bed.answersTo(7)).toEqual(["progress", "result"]);
  });

  it("with the ID of a running request is dropped, so that responses stay unambiguous", async () => {
    const bed = new DispatcherTestbed();
    await bed.request(7, "preview", PREVIEW);
    await bed.request(7, "chooseFolder");
    await bed.receive({ kind: "request", id: 7 });
    expect(bed.answersTo(7)).toEqual([]);
    expect(bed.dispatcher.droppedCount).toBe(2);
    await bed.command("cancel", { id: 7 });
    expect(bed.answersTo(7)).toEqual(["cancelled"]);
  });
});

describe("a cancel", () => {
  it("ends only the request with that ID", async () => {
    const bed = new DispatcherTestbed();
    await bed.request(7, "preview", PREVIEW);
    await bed.request(8, "preview", PREVIEW);
    await bed.command("cancel", { id: 7 });
    expect(bed.answersTo(7)).toEqual(["cancelled"]);
    expect(bed.answersTo(8)).toEqual([]);
  });

  it("does not hide the result of a handler that finishes anyway", async () => {
    const { promise, resolve } = Promise.withResolvers<{ text: string }>();
    const bed = new DispatcherTestbed({ preview: () => promise });
    await bed.request(7, "preview", PREVIEW);
    await bed.command("cancel", { id: 7 });
    resolve({ text: "" });
    await bed.receive(undefined);
    expect(bed.answersTo(7)).toEqual(["result"]);
  });

  it("of a finished or unknown request does nothing", async () => {
    const bed = new DispatcherTestbed();
    await bed.command("cancel", { id: 7 });
    expect(bed.posted).toEqual([]);
    expect(bed.problems).toEqual([]);
  });
});

describe("a page with too many requests", () => {
  it("is refused beyond 16 running requests, until one of them ends", async () => {
    const bed = new DispatcherTestbed();
    for (let id = 1; id <= 17; id++) await bed.request(id, "preview", PREVIEW);
    expect(bed.answersTo(16)).toEqual([]);
    expect(bed.answersTo(17)).toEqual(["refused"]);
    await bed.command("cancel", { id: 3 });
    await bed.request(18, "preview", PREVIEW);
    expect(bed.answersTo(18)).toEqual([]);
  });
});

describe("a page that sends ready", () => {
  it("ends the requests of the previous page without a response", async () => {
    const bed = new DispatcherTestbed();
    await bed.request(5, "preview", PREVIEW);
    await bed.request(6, "ready");
    expect(bed.answersTo(5)).toEqual([]);
  });

  it("may reuse the ID of a request of the previous page, even of its ready", async () => {
    const answers = [Promise.withResolvers<never>(), Promise.withResolvers<never>()];
    let count = 0;
    const bed = new DispatcherTestbed({ ready: () => answers[count++]?.promise as never });
    await bed.request(1, "ready");
    await bed.request(1, "ready");
    answers[0]?.reject(new ProtocolError("io", "of the page before"));
    answers[1]?.reject(new ProtocolError("refused", "of this page"));
    await bed.receive(undefined);
    expect(bed.answersTo(1)).toEqual(["refused"]);
  });
});

describe("a command", () => {
  it("is passed to its handler and not answered", async () => {
    const bed = new DispatcherTestbed();
    await bed.command("revealFile", { fileName: "a" });
    expect(bed.commands).toEqual([["revealFile", { fileName: "a" }]]);
    expect(bed.posted).toEqual([]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("no editor");
      },
    ],
    ["rejects", () => Promise.reject(new Error("no editor"))],
  ])("that %s is logged and shown to the user", async (_, openFolder) => {
    const bed = new DispatcherTestbed({}, { openFolder });
    await bed.command("openFolder");
    expect(bed.failedCommands).toEqual([new Error("no editor")]);
    expect(bed.problems).toHaveLength(1);
  });

  it.each([
    ["of an unknown method", "preview", PREVIEW],
    ["with wrong parameters", "openFile", { fileName: 1 }],
  ])("%s is dropped and counted", async (_, method, params) => {
    const bed = new DispatcherTestbed();
    await bed.command(method, params);
    expect(bed.commands).toEqual([]);
    expect(bed.posted).toEqual([]);
    expect(bed.dispatcher.droppedCount).toBe(1);
  });
});

describe.each(["abandon", "dispose"] as const)("%s", (end) => {
  it("ends all running requests without responses", async () => {
    const bed = new DispatcherTestbed();
    await bed.request(7, "preview", PREVIEW);
    bed.dispatcher[end]();
    await bed.receive(undefined);
    expect(bed.posted).toEqual([]);
    expect(bed.problems).toEqual([]);
  });
});

describe("a disposed dispatcher", () => {
  it("ignores messages and sends none", async () => {
    const bed = new DispatcherTestbed();
    bed.dispatcher.dispose();
    await bed.request(7, "preview", PREVIEW);
    bed.dispatcher.emit("snapshot", {} as never);
    expect(bed.posted).toEqual([]);
  });
});
