import type { TagProblem } from "../api/types.gen";

const kTold = new Set(["invisible_person", "in_annotation", "page_limit", "ocr_limit", "ocr_unavailable", "not_erased", "unused_definition", "mark_missing", "form_limit", "form_value_long", "conflicting_document", "not_split", "split_left_out", "charset_unknown", "unknown_template"]);

/** What speaks of the whole draft and of no place in it. */
export function isOfAll(problem: TagProblem): boolean {
  return problem.page === 0 || problem.code === "unknown_template";
}

/** What the author only has to know: there is no other type that would settle it. */
export function isTold(problem: TagProblem): boolean {
  return kTold.has(problem.code);
}
