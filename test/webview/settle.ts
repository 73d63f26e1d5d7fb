import { act } from "@testing-library/react";

/** Lets the answers that are under way arrive, none of which takes a timer. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await act(() => Promise.resolve());
}
