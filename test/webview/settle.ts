import { act } from "@testing-library/react";

/** Waits for pending responses, which never need a timer. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await act(() => Promise.resolve());
}
