import type { ReactNode } from "react";
import { Dashboard } from "./Dashboard.tsx";
import { useSnapshot } from "./host/useSnapshot.ts";
import type { KeptPage } from "./kept/keptPage.ts";
import { FailedState } from "./ui/FailedState.tsx";
import { LoadingState } from "./ui/LoadingState.tsx";

/** The page of the Telemetry panel. */
export function App({ page }: { readonly page: KeptPage }): ReactNode {
  const { snapshot, failure, retry } = useSnapshot();
  if (snapshot !== undefined) return <Dashboard page={page} snapshot={snapshot} />;
  if (failure !== undefined) return <FailedState message={failure} onRetry={retry} />;
  return <LoadingState />;
}
