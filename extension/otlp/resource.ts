import { AttributeList } from "./attributeList.ts";
import { quote } from "./jsonText.ts";

/** Newest published schema that has all names used here; it must exist, or receivers refuse it. */
export const SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0";

const SERVICE_NAME = "coder-vscode-extension";
const SCOPE_NAME = "coder.telemetry";

/** Node's `process.arch` to `host.arch`; other values stay as they are. */
const HOST_ARCHES: Readonly<Record<string, string>> = { x64: "amd64", arm: "arm32", ia32: "x86" };

/** Node's `process.platform` to `os.type`; other values stay as they are. */
const OS_TYPES: Readonly<Record<string, string>> = {
  win32: "windows",
  cygwin: "windows",
  sunos: "solaris",
  android: "linux",
};

type Context = Readonly<Record<string, unknown>>;

/** The Resource message of a session's context and deployment, as JSON text. */
export function formatResource(context: Context, deploymentUrl: string): string {
  const attributes = new AttributeList("unique");
  const add = (key: string, value: string) => {
    if (value !== "") attributes.string(key, value);
  };
  add("service.name", SERVICE_NAME);
  add("service.version", known(context, "extension_version"));
  add("service.instance.id", known(context, "session_id"));
  add("host.arch", translate(HOST_ARCHES, known(context, "host_arch")));
  add("os.type", translate(OS_TYPES, known(context, "os_type")));
  add("os.version", known(context, "os_version"));
  add("vscode.platform.name", known(context, "platform_name"));
  add("vscode.platform.version", known(context, "platform_version"));
  add("coder.deployment.url", deploymentUrl);
  add("host.id", known(context, "machine_id"));
  return `{"attributes":${attributes.json}}`;
}

/** The InstrumentationScope message of a session's context, as JSON text. */
export function formatScope(context: Context): string {
  const version = known(context, "extension_version");
  return `{"name":"${SCOPE_NAME}"${version === "" ? "" : `,"version":${quote(version)}`}}`;
}

/** Empty where the context does not say; files without a header say "unknown". */
export function known(context: Context, name: string): string {
  const value = context[name];
  return typeof value === "string" && value !== "unknown" ? value : "";
}

function translate(names: Readonly<Record<string, string>>, value: string): string {
  return (Object.hasOwn(names, value) ? names[value] : undefined) ?? value;
}
