/** Injection keys: `provide(SESSION, session)` in main.ts, `provide(DESK, desk)` per visit. */

import type { InjectionKey } from "vue";

import type { Desk } from "./desk.types";
import type { Session } from "./session.types";

export const SESSION: InjectionKey<Session> = Symbol("session");
export const DESK: InjectionKey<Desk> = Symbol("desk");
