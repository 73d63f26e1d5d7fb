import { beforeEach, describe, expect, it, vi } from "vitest";
import { PreviewDocuments } from "../../../extension/vscode/previewDocuments.ts";
import { fake, resetFake } from "../../support/fakeVscode.ts";

vi.mock("vscode", () => import("../../support/fakeVscode.ts"));

beforeEach(() => {
  resetFake();
});

function shown(index = 0) {
  const document = fake.documents.shown[index]?.document;
  if (document === undefined) throw new Error(`${index} documents were shown`);
  return document;
}

describe("a preview as a document", () => {
  it("shows the text, to stay until it is closed", async () => {
    await new PreviewDocuments().open("[1]\n", "json");
    expect(shown().text).toBe("[1]\n");
    expect(fake.documents.shown[0]?.options).toEqual({ preview: false, viewColumn: -2 });
  });

  it("is read-only, because its scheme can only be read, and is shown as JSON", async () => {
    await new PreviewDocuments().open("[]", "json");
    expect(shown().uri.scheme).toBe("coder-telemetry-preview");
    expect(shown().uri.path).toMatch(/\.json$/);
  });

  it("says by its name whether it is all of the document", async () => {
    const previews = new PreviewDocuments();
    await previews.open("[]", "json");
    await previews.open("[", undefined);
    expect(shown(0).uri.path).toBe("/Export Preview 1.json");
    expect(shown(1).uri.path).toBe("/Export Preview 2 (Partial).txt");
  });

  it("is one of its own each time", async () => {
    const previews = new PreviewDocuments();
    await previews.open("first", "json");
    await previews.open("second", "json");
    expect([shown(0).text, shown(1).text]).toEqual(["first", "second"]);
    expect(shown(0).uri.toString()).not.toBe(shown(1).uri.toString());
  });

  it("is forgotten once it is closed, and no other one is", async () => {
    const previews = new PreviewDocuments();
    await previews.open("first", "json");
    await previews.open("second", "json");
    fake.documents.closed.fire(shown(0));
    expect(fake.documents.open(shown(0).uri).text).toBeUndefined();
    expect(fake.documents.open(shown(1).uri).text).toBe("second");
  });

  it("is gone with the extension", async () => {
    const previews = new PreviewDocuments();
    await previews.open("text", "json");
    previews.dispose();
    expect(fake.documents.providers.size).toBe(0);
    expect(fake.documents.closed.listeners.size).toBe(0);
  });
});
