/** The tablet as the screens see it (会话): one object, made once in main.ts. */

import { effectScope, watch } from "vue";

import { handOut } from "../core/join";
import { momentOf } from "../core/moment";
import { TabletDatabase } from "../device/database";
import { exportJournal } from "../device/exporting";
import { Idle, asMinutes } from "../device/idle";
import { originOf, sourceOf } from "../device/source";
import { Schedule } from "../device/schedule";
import { Http } from "../device/wire/http";
import { language } from "../ui/words";
import type { Session } from "./session.types";
import { draftsOf } from "./session/drafts";
import { enrol } from "./session/enrol";
import { type House, META, demandIdentity, demandOpen } from "./session/house";
import { signIn, signOut } from "./session/login";
import { admit } from "./session/officers";
import { lock } from "./session/open";
import { download, packageOf } from "./session/packages";
import { askReset, finishReset } from "./session/reset";
import { revoke } from "./session/revoked";
import { refresh, round } from "./session/rounds";
import { measureRoom, start } from "./session/start";
import { freshState } from "./session/state";
import { patch, retell } from "./session/status";
import { changePassphrase, unlock } from "./session/unlock";
import { takeUpdate } from "./session/update";

/** Make the session; nothing is read before `start`. */
export function createSession(): Session {
  const house = newHouse();
  const { state } = house;
  return {
    ...state,
    get store() {
      return demandOpen(house).store;
    },
    start: () => start(house),
    enrol: (given) => enrol(house, given),
    unlock: (passphrase) => unlock(house, passphrase),
    lock: () => void lock(house),
    askReset: () => askReset(house),
    finishReset: (passphrase) => finishReset(house, passphrase),
    changePassphrase: (old, fresh) => changePassphrase(house, old, fresh),
    signIn: (username, password) => signIn(house, username, password),
    signOut: () => signOut(house),
    refresh: () => refresh(house),
    download: (visit) => download(house, visit),
    admit: (visit, given) => admit(house, visit, given),
    prove: async (visit, officer, pin, message) =>
      demandOpen(house).officerKeys.prove(visit, officer, pin, message),
    package: (visit) => packageOf(house, visit),
    preview: async (photo) => demandOpen(house).previews.url(photo),
    staysOpen: (work) => house.idle.during(work),
    handOut: async (visit) =>
      handOut(visit, {
        store: demandOpen(house).store,
        signer: demandIdentity(house).signer,
        clock: { now: () => Date.now() },
      }),
    syncNow: () => house.schedule.now(),
    exportJournal: async () => {
      const { info, key } = demandIdentity(house);
      const origin = await originOf(house.db, info.id);
      const from = { source: sourceOf(house.db), origin };
      return exportJournal(from, info, key, nowOf(house).getTime());
    },
    takeUpdate: () => void takeUpdate(house),
    setHandled: (operation, done) => demandOpen(house).store.setHandled(operation, done),
    drafts: async (visit) => draftsOf(house, visit),
    measureRoom: () => measureRoom(house),
    now: () => nowOf(house),
  };
}

function newHouse(): House {
  const state = freshState();
  const house: House = {
    state,
    db: new TabletDatabase(),
    http: new Http(),
    identity: null,
    opened: null,
    schedule: new Schedule(
      () => round(house),
      (at) => patch(house, { nextTry: at === null ? null : momentOf(at) }),
    ),
    idle: new Idle(
      () => void lock(house),
      () => house.opened?.store.busy ?? false,
      () => state.idleMinutes.value,
    ),
    tell: teller((reread) => retell(house, reread)),
  };
  house.http.language = () => (language.value === "en" ? "en" : "zh-hans");
  house.http.onFault = (fault) => {
    if (fault.kind === "revoked") void revoke(house);
  };
  effectScope(true).run(() =>
    watch(state.idleMinutes, (minutes) => {
      state.idleMinutes.value = asMinutes(minutes);
      void house.db.write(META.idleMinutes, state.idleMinutes.value);
    }),
  );
  return house;
}

function nowOf(house: House): Date {
  const aheadS = house.opened?.store.kept.standing.aheadS ?? 0;
  return new Date(Date.now() + aheadS * 1000);
}

/** Many changes, one telling; a telling that fails is not the end of the next. */
function teller(tell: (reread: boolean) => Promise<void>): House["tell"] {
  let planned = false;
  let reread = false;
  return (kind) => {
    reread ||= kind !== "written";
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      const asked = reread;
      reread = false;
      void tell(asked).catch((error: unknown) => console.error(error));
    }, 60);
  };
}
