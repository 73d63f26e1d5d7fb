/** Numbers in [0, 1) that are the same for the same seed. */
export type Random = () => number;

function pick<T>(random: Random, items: readonly [T, ...T[]]): T {
  return items[Math.floor(random() * items.length)] ?? items[0];
}

function broken(): never {
  throw new Error("broken on purpose");
}

const UNITS = ["a", '"', "\\", "\u0000", "\u001f", "\u2028", "\u2029", "é", "€", "😀"] as const;
const LONE_UNITS = ["\ud800", "\udfff", "\ufeff", "\u202e", "\n", "\r"] as const;

/** A text of awkward characters; now and then a long one, seldom a huge one. */
export function hostileText(random: Random): string {
  const unit = pick(random, [...UNITS, ...LONE_UNITS]);
  const other = pick(random, [...UNITS, ...LONE_UNITS]);
  const longest = pick(random, [0, 3, 3, 40, 40, 300, 9_000, 70_000]);
  const count = Math.floor(random() * longest);
  return other.repeat(Math.floor(random() * 3)) + unit.repeat(count) + other;
}

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "toJSON",
  "valueOf",
  "hasOwnProperty",
  "then",
  "length",
  "",
  "0",
  "kind",
  "properties",
  "truncated",
  "dropped_fields",
  "result",
  "durationMs",
] as const;

/** Without backslashes: after a name with one, V8 may misread other names (nodejs/node#63785). */
function hostileName(random: Random): string {
  if (random() < 0.6) return pick(random, NAMES);
  return hostileText(random).slice(0, 400).replaceAll("\\", "/");
}

function brokenProxy(target: object): object {
  return new Proxy(target, {
    get: broken,
    has: broken,
    ownKeys: broken,
    getPrototypeOf: broken,
    getOwnPropertyDescriptor: broken,
  });
}

/** A proxy that lies about its members and answers each question with something else. */
function lyingProxy(random: Random): object {
  return new Proxy(
    {},
    {
      get: () => hostilePrimitive(random),
      ownKeys: () => ["a", "__proto__", "properties", "message"],
      getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: 1 }),
    },
  );
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function cycle(): object {
  const parent: Record<string, unknown> = { list: [] };
  parent["self"] = parent;
  return parent;
}

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

function brokenError(name: string): Error {
  return Object.defineProperty(new Error("told"), name, { get: broken });
}

function hostilePrimitive(random: Random): unknown {
  return pick<() => unknown>(random, [
    () => hostileText(random),
    () => hostileText(random),
    () => undefined,
    () => null,
    () => random() < 0.5,
    () => random() * 1e6,
    () => -0,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => Number.NEGATIVE_INFINITY,
    () => Number.MAX_VALUE,
    () => 10n ** 50n,
    () => Symbol("hostile"),
    () => Symbol.iterator,
  ])();
}

/** Anything a caller could hand over, from plain values to objects that fight back. */
export function hostileValue(random: Random): unknown {
  if (random() < 0.4) return hostilePrimitive(random);
  return pick<() => unknown>(random, [
    () => hostileFields(random),
    () => Object.freeze({ properties: Object.freeze({ a: "a" }) }),
    () => Object.create(null) as unknown,
    cycle,
    () => nested(pick(random, [3, 50, 10_000])),
    () => brokenProxy({}),
    () => brokenProxy(broken),
    () => brokenProxy(new Error("inside")),
    () => lyingProxy(random),
    revokedProxy,
    () => ({ toJSON: broken, toString: broken, valueOf: broken }),
    () => ({ toJSON: () => "hidden", toString: () => "hidden" }),
    () => ({
      [Symbol.toPrimitive]: broken,
      get then() {
        return broken();
      },
    }),
    () => new Date(Number.NaN),
    () => new Map([["a", 1]]),
    () => new WeakSet(),
    () => Buffer.alloc(5000),
    () => new Float64Array(3),
    () => Object.assign(new Array<unknown>(5), [1, hostilePrimitive(random)]),
    () => broken,
    () => Object(hostilePrimitive(random)) as unknown,
    () => new Error(hostileText(random)),
    () => Object.assign(new TypeError("typed"), { code: hostilePrimitive(random) }),
    () => new DOMException("stopped", "AbortError"),
    () => new AggregateError([new Error("inner")], hostileText(random)),
    () => brokenError(pick(random, ["message", "name", "code", "constructor"])),
    () => ({ name: hostilePrimitive(random), message: hostilePrimitive(random) }),
    () => /hostile/g,
    () =>
      (function* () {
        yield 1;
      })(),
  ])();
}

/** An object of up to 200 members with awkward names, some of them getters that throw. */
export function hostileRecord(random: Random): object {
  const record: object = random() < 0.2 ? (Object.create(null) as object) : {};
  const count = Math.floor(random() * pick(random, [4, 4, 30, 200]));
  for (let index = 0; index < count; index++) {
    const shared = { configurable: true, enumerable: random() < 0.95 };
    const descriptor =
      random() < 0.05
        ? { ...shared, get: broken }
        : { ...shared, value: count > 4 ? hostilePrimitive(random) : hostileValue(random) };
    Object.defineProperty(record, hostileName(random), descriptor);
  }
  return random() < 0.2 ? Object.freeze(record) : record;
}

/** What may be given as the fields of an event: mostly of the right form, filled with the worst. */
export function hostileFields(random: Random): unknown {
  if (random() < 0.15) return hostilePrimitive(random);
  const fields = {};
  for (const name of ["properties", "measurements"]) {
    const value = random() < 0.8 ? hostileRecord(random) : hostileValue(random);
    const descriptor = random() < 0.05 ? { get: broken } : { value };
    Object.defineProperty(fields, name, { ...descriptor, enumerable: true });
  }
  return fields;
}
