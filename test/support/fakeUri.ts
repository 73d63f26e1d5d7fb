import { posix } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

interface UriParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** The parts of VS Code's `Uri` that the extension uses. */
export class FakeUri implements UriParts {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;

  private constructor({ scheme, authority, path, query, fragment }: UriParts) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
    this.query = query;
    this.fragment = fragment;
  }

  static file(path: string): FakeUri {
    const { pathname } = pathToFileURL(path);
    return FakeUri.from({ scheme: "file", path: decodeURIComponent(pathname) });
  }

  static parse(text: string): FakeUri {
    const url = new URL(text);
    return FakeUri.from({
      scheme: url.protocol.slice(0, -1),
      authority: url.host,
      path: decodeURIComponent(url.pathname),
      query: url.search.slice(1),
      fragment: url.hash.slice(1),
    });
  }

  static from(parts: Partial<UriParts> & { readonly scheme: string }): FakeUri {
    return new FakeUri({ authority: "", path: "", query: "", fragment: "", ...parts });
  }

  static joinPath(base: FakeUri, ...segments: string[]): FakeUri {
    return base.with({ path: posix.join(base.path, ...segments) });
  }

  get fsPath(): string {
    return fileURLToPath(new URL(`file://${encodeURI(this.path)}`));
  }

  with(change: Partial<UriParts>): FakeUri {
    return new FakeUri({ ...this.#parts(), ...change });
  }

  toString(skipEncoding = false): string {
    const path = skipEncoding ? this.path : encodeURI(this.path);
    const query = this.query && `?${this.query}`;
    const fragment = this.fragment && `#${this.fragment}`;
    return `${this.scheme}://${this.authority}${path}${query}${fragment}`;
  }

  toJSON(): UriParts {
    return this.#parts();
  }

  #parts(): UriParts {
    const { scheme, authority, path, query, fragment } = this;
    return { scheme, authority, path, query, fragment };
  }
}
