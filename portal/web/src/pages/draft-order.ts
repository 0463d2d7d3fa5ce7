import type { Role } from "../api/types.gen";
import { moved, orderOf, withOrder, type Order } from "../logic/roles";
import { t } from "../i18n";
import type { QpDraft } from "./qp-draft";

function put(host: QpDraft, roles: Role[], key: string): void {
  host.editor.change({ roles: withOrder(roles, "serial") });
  host.news = t("assign.moved", { n: roles.findIndex((r) => r.key === key) + 1, of: roles.length });
}

/** One after the other, or all at once. */
export function setOrder(host: QpDraft, order: Order): void {
  host.editor.change({ roles: withOrder(host.roles, order) });
}

/** Moves a role by one place; the new place is announced and the handle keeps the focus. */
export function move(host: QpDraft, key: string, by: -1 | 1): void {
  const roles = host.roles;
  if (orderOf(roles) === "parallel") return;
  put(host, moved(roles, roles.findIndex((r) => r.key === key), by), key);
  void host.follow(key);
}

/** A card was dropped on another: it takes that one's place. */
export function drop(host: QpDraft, key: string, on: string): void {
  const roles = host.roles;
  const role = roles.find((r) => r.key === key);
  const to = roles.findIndex((r) => r.key === on);
  if (!role || to < 0 || key === on) return;
  const rest = roles.filter((r) => r.key !== key);
  put(host, [...rest.slice(0, to), role, ...rest.slice(to)], key);
}
