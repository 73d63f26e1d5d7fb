/** One end of the connection between the panel and the host. Messages are plain JSON. */
export interface Port {
  /** Never throws; what cannot be delivered any more is lost. */
  post(message: unknown): void;
  /** Calls back with each message from the other end; gives what ends that. */
  listen(listener: (message: unknown) => void): () => void;
}
