import type { ReactNode } from "react";
import type { Snapshot } from "../../shared/protocol/values.ts";
import { useHost } from "../host/HostContext.ts";
import { Button } from "../ui/Button.tsx";
import { describeEmptiness } from "./emptiness.ts";
import { Problem } from "./Problem.tsx";
import { useAction } from "./useAction.ts";
import "./states.css";

/** Takes the place of the views while nothing is stored: what will be here, and what to do. */
export function EmptyState({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const host = useHost();
  const { run, failure } = useAction();
  const { title, explanation, action, actionTitle } = describeEmptiness(snapshot);

  return (
    <section className="state">
      <h2>{title}</h2>
      <p>{explanation}</p>
      <Button
        appearance="primary"
        onClick={() => {
          if (action === "chooseFolder") void run(() => host.request("chooseFolder", {}));
          else host.tell(action, {});
        }}
      >
        {actionTitle}
      </Button>
      {failure !== undefined && <Problem>{failure}</Problem>}
    </section>
  );
}
