import { AttributeList } from "./attributeList.ts";
import { quote } from "./jsonText.ts";
import { sentText } from "./sentText.ts";

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

/** The recorder's placeholder for a missing value, in files without a header. */
const UNKNOWN = "unknown";

type Context = Readonly<Record<string, unknown>>;

/** Formats the Resource of a session's context and deployment as JSON. */
export function formatResource(context: Context, deploymentUrl: string): string {
  const attributes = new AttributeList("unique");
  const add = (key: string, value: unknown, names: Readonly<Record<string, string>> = {}) => {
    const text = sentText(value, attributes);
    if (text !== undefined && text !== UNKNOWN) attributes.string(key, translate(names, text));
  };
  add("service.name", SERVICE_NAME);
  add("service.version", context["extension_version"]);
  add("service.instance.id", context["session_id"]);
  add("host.arch", context["host_arch"], HOST_ARCHES);
  add("os.type", context["os_type"], OS_TYPES);
  add("os.version", context["os_version"]);
  add("vscode.platform.name", context["platform_name"]);
  add("vscode.platform.version", context["platform_version"]);
  add("coder.deployment.url", deploymentUrl);
  add("host.id", context["machine_id"]);
  const { json, droppedCount } = attributes;
  const dropped = droppedCount > 0 ? `,"droppedAttributesCount":${droppedCount}` : "";
  return `{"attributes":${json}${dropped}}`;
}

/** Formats the InstrumentationScope of a session's context as JSON. */
export function formatScope(context: Context): string {
  const version = contextValue(context, "extension_version");
  return `{"name":"${SCOPE_NAME}"${version === "" ? "" : `,"version":${quote(version)}`}}`;
}

/** A value of the context as it is sent; empty if there is none, or it is unknown. */
export function contextValue(context: Context, name: string): string {
  const text = sentText(context[name]) ?? "";
  return text === UNKNOWN ? "" : text;
}

function translate(names: Readonly<Record<string, string>>, value: string): string {
  return (Object.hasOwn(names, value) ? names[value] : undefined) ?? value;
}
