import type { Rule } from "eslint";

export const STEPS: readonly (readonly string[])[];
export const rooms: Rule.RuleModule;
