import { Refusal } from "./api/client";
import { known, t, type Params } from "./i18n";

/** The sentence for whatever went wrong: the API's key, else its kind, else its status, never the text of an exception. */
export function sentence(error: unknown): string {
  if (!(error instanceof Refusal)) return t("error.unknown");
  const { body, status } = error;
  const params: Params = { n: body.tries_left ?? 0, seconds: body.retry_after ?? 0, minutes: Math.max(1, Math.ceil((body.retry_after ?? 60) / 60)) };
  const key = body.key.replace(/^error\./, "");
  for (const candidate of [`error.${key}`, `error.kind.${body.code}`, `error.status.${status}`]) if (known(candidate)) return t(candidate, params);
  return t(status >= 500 ? "error.server" : "error.unknown", params);
}

/** The code that support can find in the log, when there is one. */
export function supportCode(error: unknown): string | undefined {
  return error instanceof Refusal ? error.body.support : undefined;
}
