/** The URL of the deployment: `CODER_URL`, else `CODER_AGENT_URL`, else empty. */
export function deploymentUrlFrom(
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return (
    cleanDeploymentUrl(environment["CODER_URL"]) ||
    cleanDeploymentUrl(environment["CODER_AGENT_URL"])
  );
}

/** Longer than any address that browsers and proxies agree on; keeps events small. */
const MAX_URL_LENGTH = 2048;

/**
 * An http or https URL without user, password, query, fragment and trailing slash, so that no
 * credential is recorded; empty where the value is no such URL or has more than 2048 characters.
 */
export function cleanDeploymentUrl(value: unknown): string {
  if (typeof value !== "string" || value.length > MAX_URL_LENGTH || !URL.canParse(value)) return "";
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "";
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
