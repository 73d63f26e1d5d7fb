import type { Plugin } from "vite";

/** A module of a dependency that is replaced by a smaller one. */
export interface SlimModule {
  /** The end of the module's path. */
  readonly path: string;
  readonly slim: (code: string) => string;
}

/** Code that the panel never uses: about 5% of its script. */
export const SLIM_MODULES: readonly SlimModule[] = [
  {
    // A dependency injection container for pages with nested design systems. The panel has a
    // single one, created at the first access.
    path: "/@microsoft/fast-foundation/dist/esm/di/di.js",
    slim: () => `
      const container = {
        get: (make) => make(container),
        has: () => false,
        register: () => container,
        registerWithContext: (context, ...elements) => {
          for (const element of elements) element.register(container, context);
        },
      };
      export const DI = {
        createInterface: (configure) => configure({ cachedCallback: (make) => make }),
        getOrCreateDOMContainer: () => container,
        findResponsibleContainer: () => container,
      };
      export const Registration = { instance: () => undefined };
    `,
  },
  {
    // Numeric key codes, which events used before `key`.
    path: "/@microsoft/fast-web-utilities/dist/key-codes.js",
    slim: (code) => code.replace(/export var KeyCodes;.*?\(KeyCodes = \{\}\)\);/s, ""),
  },
  {
    // The calendar has its own date formatter (webview/calendar/utcDate.ts).
    path: "/date-fns/format.js",
    slim: () => 'export function format() { throw new Error("The panel formats its own dates."); }',
  },
  {
    path: "/date-fns/locale/en-US.js",
    slim: () => 'export const enUS = { code: "en-US" };',
  },
  {
    // The calendar switches months without an animation.
    path: "/react-day-picker/dist/esm/useAnimation.js",
    slim: () => "export function useAnimation() {}",
  },
];

/**
 * Replaces the modules in the panel's bundle. The build fails if a module is not found or does not
 * get smaller, because then the dependency has changed.
 */
export function slimModules(modules: readonly SlimModule[]): Plugin {
  const slimmed = new Set<SlimModule>();
  return {
    name: "slim-modules",
    enforce: "pre",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "client",
    transform(code, id) {
      const module = modules.find(({ path }) => id.endsWith(path));
      if (module === undefined) return undefined;
      const slim = module.slim(code);
      if (slim.length < code.length) slimmed.add(module);
      return { code: slim, map: null };
    },
    buildEnd(error) {
      const missing = modules.filter((module) => !slimmed.has(module));
      if (error !== undefined || missing.length === 0) return;
      this.error(`Could not slim down ${missing.map(({ path }) => path).join(", ")}.`);
    },
  };
}
