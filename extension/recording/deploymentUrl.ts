/** The sanitized `CODER_URL`, else `CODER_AGENT_URL`, else an empty string. */
export function deploymentUrlFrom(
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return (
    cleanDeploymentUrl(environment["CODER_URL"]) ||
    cleanDeploymentUrl(environment["CODER_AGENT_URL"])
  );
}

/** Longer than what all browsers and proxies support; keeps events small. */
const MAX_URL_LENGTH = 2048;

/**
 * Strips credentials, query, fragment and trailing slashes from an http or https URL. Returns an
 * empty string for any other value, or if it is longer than 2048 characters.
 */
export function cleanDeploymentUrl(value: unknown): string {
  if (typeof value !== "string" || value.length > MAX_URL_LENGTH || !URL.canParse(value)) return "";
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "";
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
