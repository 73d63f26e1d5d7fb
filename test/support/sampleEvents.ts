import type { EventCatalog } from "../../extension/recording/eventDefinition.ts";

const RESULT_ONLY = {
  purpose: "PerformanceAndHealth",
  span: true,
  error: true,
  properties: {},
  measurements: {},
} as const;

/** The catalog of the sample: events that an extension for remote workspaces might record. */
export const SAMPLE_EVENTS = {
  activation: {
    ...RESULT_ONLY,
    description: "The extension started.",
    properties: { auth: { description: "State of the login." } },
  },
  "activation.load_secrets": { ...RESULT_ONLY, description: "Stored credentials were read." },
  "activation.register_commands": { ...RESULT_ONLY, description: "Commands were registered." },
  "command.invoked": {
    ...RESULT_ONLY,
    description: "A command ran.",
    properties: { commandId: { description: "Id of the command." } },
  },
  "http.requests": {
    description: "Requests of one minute, by route.",
    purpose: "PerformanceAndHealth",
    properties: { method: { description: "Method." }, route: { description: "Route template." } },
    measurements: {
      window_seconds: { description: "Length of the window.", unit: "s" },
      "count.2xx": { description: "Successful requests.", unit: "{request}" },
      "count.4xx": { description: "Refused requests.", unit: "{request}" },
      "count.5xx": { description: "Failed requests.", unit: "{request}" },
      latency_p50_ms: { description: "Median latency.", unit: "ms" },
      latency_p95_ms: { description: "95th percentile of the latency.", unit: "ms" },
    },
  },
  "ssh.network.sampled": {
    description: "State of the connection to the workspace.",
    purpose: "PerformanceAndHealth",
    properties: {
      p2p: { description: "Whether the connection is direct." },
      derp: { description: "Preferred relay." },
    },
    measurements: {
      latency_ms: { description: "Latency.", unit: "ms" },
      download_mbits: { description: "Download rate.", unit: "Mbit/s" },
      upload_mbits: { description: "Upload rate.", unit: "Mbit/s" },
    },
  },
  "remote.setup": {
    ...RESULT_ONLY,
    description: "A connection to a workspace was set up.",
    properties: { agent: { description: "Operating system of the agent." } },
  },
  "remote.setup.workspace_lookup": { ...RESULT_ONLY, description: "The workspace was looked up." },
  "remote.setup.agent_connect": { ...RESULT_ONLY, description: "The agent was reached." },
  "connection.dropped": {
    description: "The connection to the workspace was lost.",
    purpose: "PerformanceAndHealth",
    error: true,
    properties: { cause: { description: "Kind of the cause." } },
    measurements: { uptime_seconds: { description: "Time it was up.", unit: "s" } },
  },
} as const satisfies EventCatalog;

export type SampleEvents = typeof SAMPLE_EVENTS;
