import "./styles.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";

// The toolkit probes for :focus-visible with a style element of its own. The panel's content
// security policy lets it through if the document names the nonce in
// <meta property="csp-nonce" content="…"> and style-src has it too.
const root = document.getElementById("root");
if (root === null) throw new Error('The page has no element with the id "root".');

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
