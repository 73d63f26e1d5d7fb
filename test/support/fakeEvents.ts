/** Receives an event. */
export type Listener<T> = (event: T) => void;

/** An event of VS Code that a test fires. */
export class FakeEmitter<T> {
  readonly listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>): FakeDisposable => {
    this.listeners.add(listener);
    return new FakeDisposable(() => this.listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of this.listeners) listener(event);
  }
}

/** Runs a callback when it is disposed. */
export class FakeDisposable {
  readonly #dispose: () => unknown;

  constructor(dispose: () => unknown) {
    this.#dispose = dispose;
  }

  static from(...disposables: readonly FakeDisposable[]): FakeDisposable {
    return new FakeDisposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): void {
    this.#dispose();
  }
}
