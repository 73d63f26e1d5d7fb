import type { Plugin } from "vite";

/** A module of a dependency, by the end of its path, and how it becomes what the panel needs of it. */
export interface SlimModule {
  readonly path: string;
  readonly slim: (code: string) => string;
}

/** What the panel would bundle and never use: a twentieth of its script. */
export const SLIM_MODULES: readonly SlimModule[] = [
  {
    // A container of services for pages in which several design systems stand inside each other.
    // The panel has one, which is made at the first look and found from then on.
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
    // The numbers of keys, which events had before they had names.
    path: "/@microsoft/fast-web-utilities/dist/key-codes.js",
    slim: (code) => code.replace(/export var KeyCodes;.*?\(KeyCodes = \{\}\)\);/s, ""),
  },
  {
    // The calendar is given its own writing of dates (webview/calendar/utcDate.ts).
    path: "/date-fns/format.js",
    slim: () =>
      'export function format() { throw new Error("The panel writes dates by itself."); }',
  },
  {
    path: "/date-fns/locale/en-US.js",
    slim: () => 'export const enUS = { code: "en-US" };',
  },
  {
    // The calendar shows another month at once.
    path: "/react-day-picker/dist/esm/useAnimation.js",
    slim: () => "export function useAnimation() {}",
  },
];

/**
 * Makes these modules slim in the bundle of the panel. The build fails where one of them is not
 * met or has nothing to leave out: then the dependency has changed.
 */
export function slimModules(modules: readonly SlimModule[]): Plugin {
  const met = new Set<SlimModule>();
  return {
    name: "slim-modules",
    enforce: "pre",
    apply: "build",
    applyToEnvironment: ({ name }) => name === "client",
    transform(code, id) {
      const module = modules.find(({ path }) => id.endsWith(path));
      if (module === undefined) return undefined;
      const slim = module.slim(code);
      if (slim.length < code.length) met.add(module);
      return { code: slim, map: null };
    },
    buildEnd(error) {
      const unmet = modules.filter((module) => !met.has(module));
      if (error !== undefined || unmet.length === 0) return;
      this.error(`There is nothing to make slim in ${unmet.map(({ path }) => path).join(", ")}.`);
    },
  };
}
