/** What a person reads for a UCUM code: "{file}" is "file", "By" is "B", "1" is nothing. */
export function unitSign(code: string): string {
  const sign = code.replace(/[{}]/g, "");
  if (sign === "1") return "";
  return sign.replace(/^(Ki|Mi|Gi|k|M|G)?By$/, "$1B");
}
