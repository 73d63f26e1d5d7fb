import axe from "axe-core";

/** What breaks an accessibility rule. jsdom draws nothing, so there is no contrast to measure. */
export async function findViolations(container: Element): Promise<readonly string[]> {
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
