import { describe, expect, it } from "vitest";
import { describeError } from "../../../extension/recording/fields.ts";

function throwing(name: string): Error {
  return Object.defineProperty(new Error("told"), name, {
    get() {
      throw new Error(`${name} broke`);
    },
  });
}

describe("describeError", () => {
  it("gives message and type of an error", () => {
    expect(describeError(new TypeError("not a number"))).toEqual({
      message: "not a number",
      type: "TypeError",
    });
  });

  it("gives the code of a system error", () => {
    const error = Object.assign(new Error("disk full"), { code: "ENOSPC", errno: -28 });
    expect(describeError(error)).toEqual({ message: "disk full", type: "Error", code: "ENOSPC" });
  });

  it("writes a code that is a number as text", () => {
    expect(describeError(Object.assign(new Error("no"), { code: 404 }))).toMatchObject({
      code: "404",
    });
    expect(describeError(new DOMException("stopped", "AbortError"))).toEqual({
      message: "stopped",
      type: "AbortError",
      code: "20",
    });
  });

  it("leaves out a code that is neither text nor number, and an empty one", () => {
    for (const code of ["", null, {}, Symbol("x"), 5n, true]) {
      expect(describeError(Object.assign(new Error("no"), { code }))).toEqual({
        message: "no",
        type: "Error",
      });
    }
  });

  it("leaves out the stack and the cause", () => {
    const error = new Error("outer", { cause: new Error("inner") });
    expect(Object.keys(describeError(error))).toEqual(["message", "type"]);
  });

  it("takes the class's name where an error has none of its own", () => {
    class ParseError {
      readonly message = "odd";
    }
    expect(describeError(new ParseError())).toEqual({ message: "odd", type: "ParseError" });
  });

  it("describes a plain object by its fields", () => {
    expect(describeError({ name: "Fault", message: "odd", code: "E1" })).toEqual({
      message: "odd",
      type: "Fault",
      code: "E1",
    });
  });

  it.each([
    ["plain text", { message: "plain text" }],
    ["", { message: "" }],
    [undefined, { message: "undefined" }],
    [null, { message: "null" }],
    [42, { message: "42" }],
    [10n, { message: "10" }],
    [Symbol("odd"), { message: "Symbol(odd)" }],
    [{}, { message: "[object Object]", type: "Object" }],
  ])("describes %s, which is no error", (thrown: unknown, expected) => {
    expect(describeError(thrown)).toEqual(expected);
  });

  it("survives fields that throw when they are read", () => {
    expect(describeError(throwing("message"))).toEqual({
      message: "An error that cannot be described",
      type: "Error",
    });
    expect(describeError(throwing("name"))).toEqual({ message: "told", type: "Error" });
    expect(describeError(throwing("code"))).toEqual({ message: "told", type: "Error" });
  });

  it("survives what cannot be looked at or written at all", () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const unspeakable = { message: "An error that cannot be described" };
    expect(describeError(revoked.proxy)).toEqual(unspeakable);
    expect(describeError(Object.create(null))).toEqual(unspeakable);
    const hostile = {
      toString() {
        throw new Error("toString broke");
      },
    };
    expect(describeError(hostile)).toEqual({ ...unspeakable, type: "Object" });
  });

  it("survives a cycle and a list that is 10,000 deep", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(describeError(cycle)).toEqual({ message: "", type: "Array" });
    let deep: unknown[] = [];
    for (let depth = 0; depth < 10_000; depth++) deep = [deep];
    expect(describeError(deep).type).toBe("Array");
  });

  it("keeps of a huge message as much as shows that it was longer", () => {
    expect(describeError(new Error("x".repeat(60_000_000))).message).toHaveLength(65_537);
    expect(describeError("x".repeat(60_000_000)).message).toHaveLength(65_537);
  });
});
