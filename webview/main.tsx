import "./ui/tokens.css";
import "./ui/page.css";
import "./ui/utilities.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { HostClient } from "./host/hostClient.ts";
import { HostContext } from "./host/HostContext.ts";
import { reportProblem } from "./host/reportProblem.ts";
import { acquireHostPage } from "./host/vscodeApi.ts";
import { KeptPage } from "./kept/keptPage.ts";
import { ErrorBoundary } from "./ui/ErrorBoundary.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error('The page has no element with the id "root".');

const page = acquireHostPage();
const host = new HostClient(page.port);

const report = (message: string) => {
  reportProblem(host, message);
};
window.addEventListener("error", ({ message }) => {
  report(message);
});
window.addEventListener("unhandledrejection", ({ reason }) => {
  report(String(reason));
});

createRoot(root).render(
  <StrictMode>
    <HostContext value={host}>
      <ErrorBoundary onProblem={report}>
        <App page={new KeptPage(page)} />
      </ErrorBoundary>
    </HostContext>
  </StrictMode>,
);
