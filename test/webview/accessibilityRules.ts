import axe from "axe-core";

/** Finds accessibility violations, except in contrast: jsdom doesn't render. */
export async function findViolations(container: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
