import { describe, expect, it } from "vitest";
import { ERROR_CODES, parseToHost, PROTOCOL_VERSION } from "../../shared/protocol/envelope.ts";
import { makeEvents } from "../support/events.ts";
import { PanelTestbed } from "../support/panelTestbed.ts";
import { seededRandom } from "../support/seededRandom.ts";
import { makeStoreFolder } from "../support/storeFolder.ts";
import { DispatcherTestbed } from "../unit/panel/dispatcherTestbed.ts";
import { ClientTestbed } from "./clientTestbed.ts";
import { mutate, toHostMessage, toPanelMessage } from "./mutations.ts";

const COUNT = 10_000;

/** Whether the host can identify a request to answer. */
function canBeAnswered(message: unknown): message is { readonly id: number } {
  if (typeof message !== "object" || message === null) return false;
  const { kind, id } = message as Record<string, unknown>;
  return kind === "request" && Number.isSafeInteger(id) && Number(id) >= 0;
}

describe(`${COUNT} malformed messages from a page`, () => {
  it("are each answered once with a known code, or dropped and counted", async () => {
    // Handlers that respond immediately, so messages that happen to be valid are answered too.
    const bed = new DispatcherTestbed(
      new Proxy({}, { get: () => () => Promise.resolve({ text: "" }) }),
    );
    const random = seededRandom(11);
    const expected = new Map<number, number>();
    let unanswerable = 0;
    for (let count = 0; count < COUNT; count++) {
      const message = mutate(random, toHostMessage(random));
      const parsed = parseToHost(message);
      if (canBeAnswered(message)) {
        expected.set(message.id, (expected.get(message.id) ?? 0) + 1);
      } else if (parsed?.kind !== "command") unanswerable++;
      const handled = bed.commands.length;
      const dropped = bed.dispatcher.droppedCount;
      await bed.receive(message);
      if (parsed?.kind === "command" && !isCancel(parsed)) {
        const outcome = bed.commands.length - handled + (bed.dispatcher.droppedCount - dropped);
        expect(outcome, JSON.stringify(message).slice(0, 500)).toBe(1);
        unanswerable += bed.dispatcher.droppedCount - dropped;
      } else if (isCancel(parsed)) unanswerable += bed.dispatcher.droppedCount - dropped;
    }
    const answered = new Map<unknown, number>();
    for (const { id, kind, error } of bed.posted) {
      answered.set(id, (answered.get(id) ?? 0) + 1);
      if (kind === "error") expect(ERROR_CODES).toContain(Reflect.get(Object(error), "code"));
      else expect(kind).toBe("result");
    }
    expect(answered).toEqual(expected);
    expect(bed.dispatcher.droppedCount).toBe(unanswerable);
    expect(unanswerable).toBeGreaterThan(COUNT / 20);
    expect(bed.problems).toEqual([]);
    expect(bed.failedCommands).toEqual([]);
    const codes = new Set(bed.posted.flatMap(({ id }) => bed.answersTo(Number(id)).slice(0, 1)));
    expect([...codes].sort()).toEqual([
      "invalidMessage",
      "invalidParams",
      "result",
      "unknownMethod",
      "versionMismatch",
    ]);
  });

  it("leave the panel working", async () => {
    const directory = await makeStoreFolder({
      "telemetry-2026-06-28-4f0c9e21.jsonl": makeEvents(3),
    });
    const panel = new PanelTestbed({ directory });
    await panel.open();
    const random = seededRandom(12);
    for (let count = 0; count < COUNT; count++) {
      const message = mutate(random, toHostMessage(random));
      // It would end the client's requests, like reloading the page.
      if (parseToHost(message)?.method !== "ready") panel.post(message);
      if (count % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const query = { view: panel.view(), text: "", errorsOnly: false, newestFirst: false };
    expect(await panel.client.request("queryEvents", query)).toMatchObject({ matchedCount: 3 });
    expect((await panel.open()).totals.eventCount).toBe(3);
    // Commands with unknown names are valid and show an error.
    expect(panel.errors.filter((error) => !error.includes("ProtocolError"))).toEqual([]);
    expect(panel.sink.events).toEqual([]);
  });
});

describe(`${COUNT} malformed messages from the host`, () => {
  it("settle each request at most once, and are otherwise dropped and counted", async () => {
    const bed = new ClientTestbed();
    const random = seededRandom(13);
    const settled = new Map<number, number>();
    const ids: number[] = [];
    const sendRequest = () => {
      const view = { range: { kind: "allTime" }, nowMs: 0 } as const;
      const answer = bed.client.request("preview", { view, format: "json" });
      const id = bed.lastId;
      ids.push(id);
      const count = () => settled.set(id, (settled.get(id) ?? 0) + 1);
      answer.then(count, (error: unknown) => {
        expect(ERROR_CODES).toContain(Reflect.get(Object(error), "code"));
        count();
      });
    };
    let snapshotCount = 0;
    bed.client.on("snapshot", () => snapshotCount++);
    for (let count = 0; count < COUNT; count++) {
      if (count % 4 === 0) sendRequest();
      bed.receive(mutate(random, toPanelMessage(random, ids.slice(-20))));
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect([...settled.values()].every((count) => count === 1)).toBe(true);
    expect(settled.size).toBeGreaterThan(COUNT / 40);
    expect(settled.size + bed.client.droppedCount).toBe(COUNT);
    expect(snapshotCount).toBe(0);
    const answer = bed.client.request("chooseFolder", {});
    bed.result({});
    expect(await answer).toEqual({});
    bed.client.dispose();
  });
});

function isCancel(message: ReturnType<typeof parseToHost>): boolean {
  return (
    message?.kind === "command" &&
    message.version === PROTOCOL_VERSION &&
    message.method === "cancel"
  );
}
