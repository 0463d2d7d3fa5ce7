import type { ApiError } from "./types.gen";

export const kApi = "/api/v1";

/** What the API or the network refused. `key` names the sentence for the person; status 0 means that nothing answered. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: ApiError,
  ) {
    super(body.key);
  }
  get offline(): boolean {
    return this.status === 0;
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

async function refusalOf(answer: Response): Promise<Refusal> {
  try {
    const body = (await answer.json()) as Partial<ApiError>;
    return new Refusal(answer.status, { ...body, code: body.code ?? "", key: body.key ?? "" });
  } catch (error) {
    // A proxy's page instead of the portal's JSON: the status is all there is to say.
    if (!(error instanceof SyntaxError)) throw error;
    return new Refusal(answer.status, { code: "", key: "" });
  }
}

async function send(method: Method, path: string, body?: unknown, keepalive = false): Promise<Response> {
  const headers = new Headers({ Accept: "application/json" });
  if (method !== "GET") headers.set("X-Quillport", "1");
  if (body !== undefined) headers.set("Content-Type", "application/json");
  let answer: Response;
  try {
    answer = await fetch(kApi + path, { method, headers, keepalive, credentials: "same-origin", body: body === undefined ? undefined : JSON.stringify(body) });
  } catch {
    // fetch rejects only when no answer came; the reason is not told to scripts.
    throw new Refusal(0, { code: "Unavailable", key: "network" });
  }
  if (!answer.ok) throw await refusalOf(answer);
  return answer;
}

/** Calls an operation that answers with JSON of the type that the OpenAPI file says. */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return (await (await send(method, path, body)).json()) as T;
}

/** Calls an operation that answers with nothing. `keepalive` lets it outlive the page. */
export async function tell(method: Method, path: string, body?: unknown, keepalive = false): Promise<void> {
  await send(method, path, body, keepalive);
}

export function part(value: string): string {
  return encodeURIComponent(value);
}

/** Asks for the file first, so that a refusal becomes a sentence and not a page of JSON, then hands it to the browser under the given name. */
export async function download(path: string, name: string): Promise<void> {
  const blob = await (await send("GET", path)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A file name without what file systems refuse. */
export function fileName(title: string, ending: string): string {
  const plain = Array.from(title, (c) => (c < " " || '\\/:*?"<>|'.includes(c) ? " " : c)).join("").replace(/\s+/g, " ").trim();
  return `${plain.slice(0, 120) || "document"}${ending}`;
}
