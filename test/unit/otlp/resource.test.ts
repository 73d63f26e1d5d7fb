import { describe, expect, it } from "vitest";
import { formatResource } from "../../../extension/otlp/resource.ts";
import type { OtlpLogRecord } from "../../support/strictOtlpLogs.ts";
import { makeContext, makeEvent } from "../../support/events.ts";
import { makeSource, recordOf } from "./otlpDocument.ts";

/** The resource of an event from a file with that context. */
function resourceOf(
  context: Readonly<Record<string, unknown>>,
  row: object | string = makeEvent(),
) {
  const record = recordOf(row, makeSource(context));
  return attributesOf(record);
}

function attributesOf(record: OtlpLogRecord): Record<string, unknown> {
  const attributes = record.resource.attributes ?? new Map<string, { stringValue?: string }>();
  return Object.fromEntries([...attributes].map(([key, value]) => [key, value.stringValue]));
}

describe("the resource", () => {
  it("has what the file's header and the event's deployment say, in this order", () => {
    expect(Object.entries(resourceOf({ ...makeContext() }))).toEqual([
      ["service.name", "coder-vscode-extension"],
      ["service.version", "1.15.2"],
      ["service.instance.id", "4f0c9e21aa1b2c3d4e5f60718293a4b5"],
      ["host.arch", "amd64"],
      ["os.type", "linux"],
      ["os.version", "6.8.0-49-generic"],
      ["vscode.platform.name", "Visual Studio Code"],
      ["vscode.platform.version", "1.139.1"],
      ["coder.deployment.url", "https://dev.coder.example.com"],
      ["host.id", "b8f1c2d3e4f50617"],
    ]);
  });

  it.each([
    ["x64", "amd64"],
    ["arm", "arm32"],
    ["ia32", "x86"],
    ["arm64", "arm64"],
    ["ppc64", "ppc64"],
    ["s390x", "s390x"],
    ["riscv64", "riscv64"],
    ["toString", "toString"],
  ])("names the architecture %s %s", (arch, expected) => {
    expect(resourceOf({ host_arch: arch })["host.arch"]).toBe(expected);
  });

  it.each([
    ["win32", "windows"],
    ["cygwin", "windows"],
    ["darwin", "darwin"],
    ["linux", "linux"],
    ["android", "linux"],
    ["sunos", "solaris"],
    ["freebsd", "freebsd"],
    ["constructor", "constructor"],
  ])("names the system %s %s", (platform, expected) => {
    expect(resourceOf({ os_type: platform })["os.type"]).toBe(expected);
  });

  it.each<[string, unknown]>([
    ["missing", undefined],
    ["empty", ""],
    ["unknown", "unknown"],
    ["null", null],
    ["nested", { name: "x" }],
  ])("leaves out what is %s, but for the session, which the file's name tells", (_, value) => {
    const names = Object.keys(makeContext());
    const context = Object.fromEntries(names.map((name) => [name, value]));
    expect(resourceOf(context, makeEvent({ deployment_url: "" }))).toEqual({
      "service.name": "coder-vscode-extension",
      "service.instance.id": "4f0c9e21",
    });
  });

  it("sends numbers and booleans as text, and counts what it cannot send", () => {
    const context = { os_version: 22631, extension_version: 1.5, platform_name: true };
    const sent = formatResource({ ...context, machine_id: {} }, "");
    expect(JSON.parse(sent)).toEqual({
      attributes: [
        { key: "service.name", value: { stringValue: "coder-vscode-extension" } },
        { key: "service.version", value: { stringValue: "1.5" } },
        { key: "os.version", value: { stringValue: "22631" } },
        { key: "vscode.platform.name", value: { stringValue: "true" } },
      ],
      droppedAttributesCount: 1,
    });
  });

  it("keeps all digits of a number in an event's own context", () => {
    const row = { ...makeEvent(), context: { os_version: 0 } };
    const line = JSON.stringify(row).replace('"os_version":0', '"os_version":12345678901234567890');
    expect(resourceOf({}, line)).toMatchObject({ "os.version": "12345678901234567890" });
  });

  it("leaves out a deployment that is empty or no text", () => {
    for (const url of ["", 5, null]) {
      const resource = resourceOf({ ...makeContext() }, { ...makeEvent(), deployment_url: url });
      expect(resource).not.toHaveProperty("coder.deployment.url");
    }
  });

  it("goes by the event's own context where it has one, its deployment included", () => {
    const row = { ...makeEvent(), deployment_url: undefined };
    const context = {
      ...makeContext({ extension_version: "1.14.0", session_id: "12ab34cd-aa1b" }),
      deployment_url: "https://old.example.com",
    };
    const record = recordOf(
      { ...row, context },
      makeSource({ ...makeContext(), os_type: "darwin" }),
    );
    expect(attributesOf(record)).toMatchObject({
      "service.version": "1.14.0",
      "service.instance.id": "12ab34cd-aa1b",
      "os.type": "linux",
      "coder.deployment.url": "https://old.example.com",
    });
    expect(record.attributes.get("session.id")).toEqual({ stringValue: "12ab34cd-aa1b" });
    expect(record.scope.version).toBe("1.14.0");
  });

  it("completes an event's own context by that of the file", () => {
    const row = { ...makeEvent(), context: { os_type: "darwin" } };
    expect(resourceOf({ ...makeContext() }, row)).toMatchObject({
      "os.type": "darwin",
      "host.arch": "amd64",
    });
  });

  it.each([["text"], [null], [5]])(
    "goes by the file where the event's context is %j",
    (context) => {
      const row = { ...makeEvent(), context };
      expect(resourceOf({ ...makeContext() }, row)["service.version"]).toBe("1.15.2");
    },
  );
});

describe("the session of a record", () => {
  it("is that of the file's name where nothing else says it", () => {
    const record = recordOf(makeEvent(), makeSource({ session_id: "unknown" }));
    expect(record.attributes.get("session.id")).toEqual({ stringValue: "4f0c9e21" });
  });
});

describe("the scope", () => {
  it("has our name and the version of the extension", () => {
    expect(recordOf(makeEvent()).scope).toEqual({ name: "coder.telemetry", version: "1.15.2" });
  });

  it("has no version where none is known", () => {
    const record = recordOf(makeEvent(), makeSource({ extension_version: "unknown" }));
    expect(record.scope).toEqual({ name: "coder.telemetry" });
  });
});
