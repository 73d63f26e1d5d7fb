/** The log, for details that a user may want to look up. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause: unknown): void;
}
