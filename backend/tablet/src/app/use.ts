/** The session, as every screen takes it. */

import { inject } from "vue";

import { SESSION } from "./keys";
import type { Session } from "./session.types";

/** Throws where nobody provided it: a fault of the house. */
export function useSession(): Session {
  const session = inject(SESSION);
  if (session) return session;
  throw new Error("expected the tablet's session, came none; provide it in main.ts");
}
