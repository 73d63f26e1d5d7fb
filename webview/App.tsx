import type { ReactNode } from "react";
import { Dashboard } from "./Dashboard.tsx";
import type { KeptPage } from "./state/keptPage.ts";
import { useSnapshot } from "./state/useSnapshot.ts";
import { FailedState } from "./states/FailedState.tsx";
import { LoadingState } from "./states/LoadingState.tsx";

/** The page of the Telemetry panel. */
export function App({ page }: { readonly page: KeptPage }): ReactNode {
  const { snapshot, failure, retry } = useSnapshot();
  if (snapshot !== undefined) return <Dashboard page={page} snapshot={snapshot} />;
  if (failure !== undefined) return <FailedState message={failure} onRetry={retry} />;
  return <LoadingState />;
}
