import type { FileHandle } from "node:fs/promises";
import type { FileSystem } from "../../extension/platform/fileSystem.ts";

/** A call of the file system ("open") or of an open file ("handle.read"), with the path. */
export interface FileCall {
  readonly name: string;
  readonly path: string;
}

/** Performs the call with `proceed`, or replaces it. */
export type Intercept = (call: FileCall, proceed: () => Promise<unknown>) => Promise<unknown>;

/** Passes each call of `fs` and of the files it opens to `intercept`. */
export function interceptFileSystem(fs: FileSystem, intercept: Intercept): FileSystem {
  return interceptMethods(fs, "", (name, args, proceed) => {
    const path = String(args[0]);
    return intercept({ name, path }, async () => {
      const result = await proceed();
      return isFileHandle(result) ? interceptHandle(result, path, intercept) : result;
    });
  });
}

/** An error like those of the system. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

function interceptHandle(handle: FileHandle, path: string, intercept: Intercept): FileHandle {
  return interceptMethods(handle, "handle.", (name, _args, proceed) =>
    intercept({ name, path }, proceed),
  );
}

type Call = (
  name: string,
  args: readonly unknown[],
  proceed: () => Promise<unknown>,
) => Promise<unknown>;

function interceptMethods<T extends object>(target: T, prefix: string, call: Call): T {
  return new Proxy(target, {
    get(_, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof name !== "string" || typeof method !== "function") return method;
      return (...args: unknown[]) =>
        call(prefix + name, args, async () => {
          const result: unknown = await Reflect.apply(method, target, args);
          return result;
        });
    },
  });
}

function isFileHandle(value: unknown): value is FileHandle {
  return typeof value === "object" && value !== null && "fd" in value && "read" in value;
}
