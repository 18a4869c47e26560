/** Who is logged in, as a visit knows him (登录人与席位): one person may stand in both pools. */

import type { Uuid } from "../core/types";
import type { Login } from "./session.types";

/** Whether this officer of a visit is the one who is logged in: a visit seats one pool only. */
export function isOf(login: Login | null, officer: Uuid): boolean {
  return login !== null && (login.officer === officer || (login.officers ?? []).includes(officer));
}
