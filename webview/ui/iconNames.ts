/** The codicons that the build includes. */
export const ICON_NAMES = [
  "chevron-down",
  "chevron-left",
  "chevron-right",
  "chevron-up",
  "circle-filled",
  "circle-slash",
  "close",
  "copy",
  "debug-pause",
  "debug-start",
  "desktop-download",
  "error",
  "folder-opened",
  "gear",
  "go-to-file",
  "graph",
  "info",
  "loading",
  "pass-filled",
  "preview",
  "refresh",
  "table",
  "trash",
  "warning",
] as const;

export type IconName = (typeof ICON_NAMES)[number];
