import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { describeError } from "../../../extension/recording/describeError.ts";
import { ERROR_REASONS, RecordableError } from "../../../extension/recording/recordableError.ts";
import { untyped } from "./testRecorder.ts";

const SECRET = "/home/me/secret: Der Ordner fehlt";

function throwing(name: string): Error {
  return Object.defineProperty(new Error(SECRET), name, {
    get() {
      throw new Error(`${name} broke`);
    },
  });
}

describe("describeError of an error that says what may be recorded", () => {
  it("gives the reason, in English, and not what is shown", () => {
    const error = new RecordableError("folderNotLocal", SECRET);
    expect(describeError(error)).toEqual({
      message: "The selected folder is not on this machine",
      type: "RecordableError",
    });
  });

  it("gives the code of the system error behind it", () => {
    const cause = Object.assign(new Error(SECRET), { code: "ENOSPC", syscall: "write" });
    const error = new RecordableError("documentUnwritable", SECRET, { cause });
    expect(describeError(error)).toEqual({
      message: "The document could not be written",
      type: "RecordableError",
      code: "ENOSPC",
    });
  });

  it("gives no reason that is not in the list, however it got there", () => {
    const error = new RecordableError(untyped(SECRET), SECRET);
    expect(describeError(error)).toEqual({ message: "Unexpected error", type: "RecordableError" });
    const inherited = new RecordableError(untyped("toString"), SECRET);
    expect(describeError(inherited).message).toBe("Unexpected error");
  });

  it.each(Object.values(ERROR_REASONS))("has a reason that names nothing: %s", (reason) => {
    expect(reason).toMatch(/^[A-Z][a-z]+( [a-z]+)+$/);
  });
});

describe("describeError of any other error", () => {
  it("gives its class and never its message", () => {
    expect(describeError(new TypeError(SECRET))).toEqual({
      message: "Unexpected error",
      type: "TypeError",
    });
  });

  it("gives code and system call of a system error", async () => {
    const error: unknown = await readFile("/no/such/secret").catch((thrown: unknown) => thrown);
    expect(describeError(error)).toEqual({
      message: "System call failed: open",
      type: "Error",
      code: "ENOENT",
    });
  });

  it("gives the code of an error of VS Code's file systems, which names no path", () => {
    const error = Object.assign(new Error(SECRET), {
      name: "FileNotFound (FileSystemError)",
      code: "FileNotFound",
    });
    expect(describeError(error)).toEqual({
      message: "Unexpected error",
      type: "Error",
      code: "FileNotFound",
    });
  });

  it("writes a code that is a number as text", () => {
    expect(describeError(Object.assign(new Error(SECRET), { code: 404 }))).toMatchObject({
      code: "404",
    });
    expect(describeError(new DOMException(SECRET, "NotFoundError"))).toEqual({
      message: "Unexpected error",
      type: "NotFoundError",
      code: "8",
    });
  });

  it.each(["", SECRET, "secret", "my-host", "Ordner", "E", null, {}, Symbol("x"), 5n, true])(
    "leaves out a code that no system has (%s)",
    (code) => {
      expect(describeError(Object.assign(new Error(SECRET), { code }))).toEqual({
        message: "Unexpected error",
        type: "Error",
      });
    },
  );

  it.each(["", SECRET, "spawn /usr/bin/secret", "Öffnen", "x".repeat(33), null, 5])(
    "leaves out a system call that is none (%s)",
    (syscall) => {
      expect(describeError(Object.assign(new Error(SECRET), { syscall })).message).toBe(
        "Unexpected error",
      );
    },
  );

  it.each(["", SECRET, "my-host", "dev.example.com", "x".repeat(65)])(
    "takes the class's own name where the name is none of a class (%s)",
    (name) => {
      expect(describeError(Object.assign(new RangeError(SECRET), { name })).type).toBe(
        "RangeError",
      );
    },
  );

  it("leaves out the stack and the cause", () => {
    const error = new Error(SECRET, { cause: new Error(SECRET) });
    expect(Object.keys(describeError(error))).toEqual(["message", "type"]);
  });

  it("survives fields that throw when they are read", () => {
    for (const name of ["message", "name", "code", "syscall"]) {
      expect(describeError(throwing(name))).toEqual({ message: "Unexpected error", type: "Error" });
    }
  });
});

describe("describeError of what is no error", () => {
  it("gives the class of an object, and none of its fields but a code", () => {
    class ParseFault {
      readonly message = SECRET;
    }
    expect(describeError(new ParseFault())).toEqual({
      message: "Unexpected error",
      type: "ParseFault",
    });
    expect(describeError({ name: "secret", message: SECRET, code: "E1" })).toEqual({
      message: "Unexpected error",
      type: "Object",
      code: "E1",
    });
  });

  it.each([
    [SECRET, "string"],
    ["", "string"],
    [undefined, "undefined"],
    [null, "null"],
    [42, "number"],
    [10n, "bigint"],
    [Symbol("secret"), "symbol"],
    [() => SECRET, "function"],
  ])("gives the type of %s", (thrown: unknown, type) => {
    expect(describeError(thrown)).toEqual({ message: "Unexpected error", type });
  });

  it("survives what cannot be looked at or written at all", () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    expect(describeError(revoked.proxy)).toEqual({ message: "Unexpected error" });
    expect(describeError(Object.create(null))).toEqual({ message: "Unexpected error" });
  });
});
