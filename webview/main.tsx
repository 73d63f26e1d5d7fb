import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { HostClient } from "./host/hostClient.ts";
import { HostContext } from "./host/HostContext.ts";
import { acquireHostPage } from "./host/vscodeApi.ts";
import { KeptPage } from "./state/keptPage.ts";
import { ErrorBoundary } from "./states/ErrorBoundary.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error('The page has no element with the id "root".');

const page = acquireHostPage();
const host = new HostClient(page.port);

window.addEventListener("error", ({ message }) => {
  host.tell("reportProblem", { message: message.slice(0, 1_000) });
});
window.addEventListener("unhandledrejection", ({ reason }) => {
  host.tell("reportProblem", { message: String(reason).slice(0, 1_000) });
});

createRoot(root).render(
  <StrictMode>
    <HostContext value={host}>
      <ErrorBoundary>
        <App page={new KeptPage(page)} />
      </ErrorBoundary>
    </HostContext>
  </StrictMode>,
);
