import { AttributeList } from "./attributeList.ts";
import { quote } from "./jsonText.ts";

/** Must be a published schema with all names used here; receivers reject an unknown URL. */
export const SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0";

const SERVICE_NAME = "coder-vscode-extension";
const SCOPE_NAME = "coder.telemetry";

/** Maps Node's `process.arch` to `host.arch`; other values are kept. */
const HOST_ARCHES: Readonly<Record<string, string>> = { x64: "amd64", arm: "arm32", ia32: "x86" };

/** Maps Node's `process.platform` to `os.type`; other values are kept. */
const OS_TYPES: Readonly<Record<string, string>> = {
  win32: "windows",
  cygwin: "windows",
  sunos: "solaris",
  android: "linux",
};

type Context = Readonly<Record<string, unknown>>;

/** Formats the Resource of a session's context and deployment as JSON. */
export function formatResource(context: Context, deploymentUrl: string): string {
  const attributes = new AttributeList("unique");
  const add = (key: string, value: string) => {
    if (value !== "") attributes.string(key, value);
  };
  add("service.name", SERVICE_NAME);
  add("service.version", contextValue(context, "extension_version"));
  add("service.instance.id", contextValue(context, "session_id"));
  add("host.arch", translate(HOST_ARCHES, contextValue(context, "host_arch")));
  add("os.type", translate(OS_TYPES, contextValue(context, "os_type")));
  add("os.version", contextValue(context, "os_version"));
  add("vscode.platform.name", contextValue(context, "platform_name"));
  add("vscode.platform.version", contextValue(context, "platform_version"));
  add("coder.deployment.url", deploymentUrl);
  add("host.id", contextValue(context, "machine_id"));
  return `{"attributes":${attributes.json}}`;
}

/** Formats the InstrumentationScope of a session's context as JSON. */
export function formatScope(context: Context): string {
  const version = contextValue(context, "extension_version");
  return `{"name":"${SCOPE_NAME}"${version === "" ? "" : `,"version":${quote(version)}`}}`;
}

/** A value of the context; empty if missing or "unknown", as in files without a header. */
export function contextValue(context: Context, name: string): string {
  const value = context[name];
  return typeof value === "string" && value !== "unknown" ? value : "";
}

function translate(names: Readonly<Record<string, string>>, value: string): string {
  return (Object.hasOwn(names, value) ? names[value] : undefined) ?? value;
}
