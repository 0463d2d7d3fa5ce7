import { ask, Refusal } from "../api/client";
import type { Ceremony, DrawnSignature, SignRequest } from "../api/types.gen";
import { sentence } from "../errors";
import { t } from "../i18n";
import type { QpFill } from "./qp-fill";

/** Does one thing at a time; what is refused is said where it belongs. */
async function busily(host: QpFill, work: () => Promise<void>): Promise<void> {
  if (host.busy) return;
  host.busy = true;
  host.told = "";
  try {
    await work();
  } catch (error) {
    refused(host, error);
  }
  host.busy = false;
}

/** The signature is made; where policy asks for it a confirming code comes before the act. */
export async function sign(host: QpFill, signature: DrawnSignature): Promise<void> {
  host.signature = signature;
  if (!host.ceremony.confirm_needed) return act(host);
  await busily(host, async () => {
    host.say(await ask<Ceremony>("POST", "/ceremony/code", { purpose: "confirm", values: host.values }));
    host.sheet = "confirm";
  });
}

export async function act(host: QpFill, code?: string): Promise<void> {
  const { document, signature } = host;
  if (!document || !signature) return;
  const body: SignRequest = { digest: document.digest, values: host.values, signature };
  if (code) body.confirm_code = code;
  await busily(host, async () => {
    const ceremony = await ask<Ceremony>("POST", "/ceremony/sign", body);
    host.finish();
    host.sheet = "";
    host.say(ceremony);
  });
}

export async function decline(host: QpFill, reason: string): Promise<void> {
  await busily(host, async () => host.say(await ask<Ceremony>("POST", "/ceremony/decline", { reason })));
}

/** Says a refusal: at the field that it names, above the document when that changed, else where one is. */
export function refused(host: QpFill, error: unknown): void {
  host.told = error instanceof Refusal && error.offline ? t("offline.notSent") : sentence(error);
  if (!(error instanceof Refusal)) return;
  const at = host.fields.findIndex((f) => f.name === error.body.field);
  if (at >= 0) {
    host.sheet = "";
    host.step(at);
    host.wrong = host.told;
  }
  if (error.body.key === "document_changed") {
    host.sheet = "";
    host.changed = true;
    void host.load();
  }
  if (error.status === 410 || error.status === 401 || error.body.key === "already_signed") host.lookAgain();
}
