/** Logging in on this tablet (登录): who sends, not who may read what lies here. */

import { bearer, obtain } from "../../device/tokens";
import type { Uuid } from "../../core/types";
import type { Login } from "../session.types";
import { saying } from "./faults";
import { type House, demandIdentity, demandOpen } from "./house";
import { writeSmall } from "./small";

interface Me {
  id: Uuid;
  name: string;
  username: string;
  officer?: Uuid | null;
  officers?: { id: Uuid; pool: string }[];
}

/** Throws Fault login-wrong, login-locked, offline, device-revoked. */
export async function signIn(house: House, username: string, password: string): Promise<Login> {
  const { tokens, vault } = demandOpen(house);
  const { info, signer } = demandIdentity(house);
  const pair = await saying(() => obtain(house.http, signer, username, password), "login-wrong");
  const headers = { "Xingjian-Device": info.id, ...bearer(pair.access) };
  const me = await saying(() => house.http.json<Me>("/api/v1/me", { headers }));
  const login: Login = {
    person: me.id,
    officer: me.officer ?? null,
    officers: (me.officers ?? []).map(({ id }) => id),
    name: me.name,
    username: me.username,
  };
  await tokens.put(pair);
  await writeSmall(house.db, vault, "login", login);
  house.state.login.value = login;
  void house.schedule.now();
  return login;
}

export async function signOut(house: House): Promise<void> {
  const { tokens, vault } = demandOpen(house);
  await tokens.put(null);
  await writeSmall(house.db, vault, "login", null);
  house.state.login.value = null;
  house.tell();
}
