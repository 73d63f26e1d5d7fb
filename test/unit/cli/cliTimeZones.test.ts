import { describe, expect, it } from "vitest";
import { corpusFolder } from "../../support/corpus.ts";
import { makeEvent } from "../../support/events.ts";
import { countEvents } from "../../support/exportStore.ts";
import { runCli } from "../../support/runCli.ts";
import { makeStoreFolder } from "../../support/storeFolder.ts";

const ZONES = ["Pacific/Kiritimati", "Pacific/Niue", "America/St_Johns"];

describe("the time zone of the machine", () => {
  it.each(["json", "otlp"] as const)("changes no byte of an export (%s)", async (format) => {
    const outputs: Buffer[] = [];
    for (const TZ of ["UTC", ...ZONES]) {
      const args = ["export", corpusFolder("coder-1.15"), "--format", format, "--output", "-"];
      const { code, stdout } = await runCli([...args, "--range", "2026-06-28..2026-06-30"], {
        env: { TZ },
      });
      expect(code).toBe(0);
      outputs.push(stdout);
    }
    for (const output of outputs) {
      expect(countEvents(format, output)).toBe(380);
      expect(output.equals(outputs[0] ?? Buffer.of())).toBe(true);
    }
  });

  it("changes neither days nor their edges", async () => {
    const store = await makeStoreFolder({
      "telemetry-2026-03-08-4f0c9e21.jsonl": [
        makeEvent({ event_id: "before", timestamp: "2026-03-07T23:59:59.999Z" }),
        makeEvent({ event_id: "first", timestamp: "2026-03-08T00:00:00.000Z" }),
        // The clocks of St John's go forward in this hour.
        makeEvent({ event_id: "night", timestamp: "2026-03-08T05:30:00.000Z" }),
        makeEvent({ event_id: "last", timestamp: "2026-03-08T23:59:59.999Z" }),
        makeEvent({ event_id: "after", timestamp: "2026-03-09T00:00:00.000Z" }),
      ],
    });
    for (const TZ of ZONES) {
      const args = ["export", store, "--range", "2026-03-08", "--output", "-"];
      const { stdout } = await runCli(args, { env: { TZ } });
      const events = JSON.parse(stdout.toString()) as { event_id: string }[];
      expect(events.map((event) => event.event_id)).toEqual(["first", "night", "last"]);
      const days = await runCli(["days", store, "--json"], { env: { TZ } });
      expect(JSON.parse(days.stdout.toString())).toMatchObject([{ day: "2026-03-08", events: 5 }]);
    }
  });
});
