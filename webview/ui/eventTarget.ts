/** A member of an event's target: the toolkit's wrappers type their events as unknown. */
export function targetMember(event: unknown, name: "value" | "checked"): unknown {
  const target: unknown =
    typeof event === "object" && event !== null ? Reflect.get(event, "target") : undefined;
  return typeof target === "object" && target !== null ? Reflect.get(target, name) : undefined;
}
