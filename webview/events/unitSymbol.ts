/** The display form of a UCUM code: "{file}" becomes "file", "By" becomes "B", "1" is empty. */
export function unitSymbol(code: string): string {
  const symbol = code.replace(/[{}]/g, "");
  if (symbol === "1") return "";
  return symbol.replace(/^(Ki|Mi|Gi|k|M|G)?By$/, "$1B");
}
