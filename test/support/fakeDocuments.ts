import { FakeDisposable, FakeEmitter } from "./fakeEvents.ts";
import type { FakeUri } from "./fakeUri.ts";

/** Provides the content of documents. */
export interface ContentProvider {
  provideTextDocumentContent(uri: FakeUri): string | undefined;
}

/** A document with the content from its provider. */
export interface FakeDocument {
  readonly uri: FakeUri;
  readonly text: string | undefined;
}

/** Documents with content provided by an extension. */
export class FakeDocuments {
  readonly providers = new Map<string, ContentProvider>();
  readonly closed = new FakeEmitter<FakeDocument>();
  /** The documents that were shown, with their options. */
  readonly shown: { readonly document: FakeDocument; readonly options: unknown }[] = [];

  register(scheme: string, provider: ContentProvider): FakeDisposable {
    this.providers.set(scheme, provider);
    return new FakeDisposable(() => this.providers.delete(scheme));
  }

  open(uri: FakeUri): FakeDocument {
    const provider = this.providers.get(uri.scheme);
    if (provider === undefined) throw new Error(`Nobody provides ${uri.scheme}`);
    return { uri, text: provider.provideTextDocumentContent(uri) };
  }
}
