/** Fields that only headers have. Inside the strings of an event, their quotes are escaped. */
const HEADER_FIELDS =
  /"kind"\s*:\s*"header"|"(?:schema_version|(?:extension|os|platform)_version|(?:machine|session)_id|os_type|host_arch|platform_name)"\s*:/;

/** A header that was cut off after its first bytes, possibly with another line right behind it. */
const HEADER_START = /^\s*\{\s*(?:$|\{|"(?:$|k|\{"))/;

/**
 * Whether a line that is neither a header nor an event may have been a header: it has a header's
 * fields, or, if it is not even JSON, starts like one. A line with nothing left of it does not
 * count, because few files have a second header.
 */
export function mayBeHeader(line: string, isJson: boolean): boolean {
  return HEADER_FIELDS.test(line) || (!isJson && HEADER_START.test(line));
}
