/** An encoded event, including its LF. */
export interface EncodedLine {
  readonly text: string;
  readonly byteCount: number;
}
