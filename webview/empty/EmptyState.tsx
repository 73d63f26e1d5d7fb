import type { ReactNode } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { useAction } from "../host/useAction.ts";
import { Button } from "../ui/Button.tsx";
import { Problem } from "../ui/Problem.tsx";
import { StateView } from "../ui/StateView.tsx";
import { describeEmptiness } from "./emptiness.ts";

/** Shown in place of the views while the store is empty. */
export function EmptyState({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const host = useHost();
  const { run, failure } = useAction();
  const { title, explanation, action, actionTitle } = describeEmptiness(snapshot);

  return (
    <StateView>
      <h2>{title}</h2>
      <p>{explanation}</p>
      <Button
        appearance="primary"
        onClick={() => {
          if (action === "chooseFolder") void run(() => host.request("chooseFolder", {}));
          else host.send(action, {});
        }}
      >
        {actionTitle}
      </Button>
      {failure !== undefined && <Problem>{failure}</Problem>}
    </StateView>
  );
}
