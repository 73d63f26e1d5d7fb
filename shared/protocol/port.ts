/** One end of the connection between the panel and the host. Messages are plain JSON. */
export interface Port {
  /** Never throws; a message that cannot be delivered is dropped. */
  post(message: unknown): void;
  /** Calls back with each message from the other end. Returns a function that stops listening. */
  listen(listener: (message: unknown) => void): () => void;
}
