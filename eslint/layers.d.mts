import type { Rule } from "eslint";

export const LAYERS: readonly (readonly string[])[];
export const layers: Rule.RuleModule;
