import type { Template, TemplateContent } from "../api/types.gen";

/** What a template says, in a line: its people in their order, then its folder and time to sign. */
export function wordsOf(template: Template): string {
  const people = [...template.roles].sort((a, b) => a.routing_order - b.routing_order).map((r) => r.name || r.email || "").filter((name) => name !== "");
  return [people.join(", "), template.folder ?? "", template.expires ?? ""].filter((word) => word !== "").join(" · ");
}

/** The template without its name, as it is put. */
export function contentOf({ message, language, expires, folder, roles }: Template): TemplateContent {
  return { message, language, expires, folder, roles };
}
