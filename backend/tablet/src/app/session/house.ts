/** What the parts of the session share: what is kept in clear, and what is open while unlocked. */

import type { SyncEngine } from "../../core/engine";
import type { Signer } from "../../core/ports";
import type { TabletDatabase } from "../../device/database";
import type { Idle } from "../../device/idle";
import type { OfficerKeys } from "../../device/officerkeys";
import type { Previews } from "../../device/preview";
import type { Schedule } from "../../device/schedule";
import { OFFICE_COPY } from "../../device/source";
import type { DexieStore } from "../../device/store";
import type { Tokens } from "../../device/tokens";
import type { Vault } from "../../device/vault";
import type { Http } from "../../device/wire/http";
import type { Bundle, Package, Uuid } from "../../core/types";
import { type DeviceInfo, Fault } from "../session.types";
import type { State } from "./state";

/** Who this tablet is; there from enrolment to wiping. */
export interface Identity {
  info: DeviceInfo;
  key: CryptoKey;
  signer: Signer;
}

/** What needs the data key; gone when the tablet is locked. */
export interface Opened {
  vault: Vault;
  store: DexieStore;
  tokens: Tokens;
  engine: SyncEngine;
  officerKeys: OfficerKeys;
  previews: Previews;
  /** Packages that were opened, with their checklist. */
  desks: Map<Uuid, { package: Package; bundle: Bundle }>;
  stopListening: () => void;
}

export interface House {
  state: State;
  db: TabletDatabase;
  http: Http;
  identity: Identity | null;
  opened: Opened | null;
  schedule: Schedule;
  idle: Idle;
  /** Tell the screens again, soon and once; an operation written here moves counts only. */
  tell: (kind?: "written") => void;
}

/** Rows of meta, by name. */
export const META = {
  device: "device",
  deviceKey: "device-key",
  wrap: "wrap",
  officeCopy: OFFICE_COPY,
  tries: "tries",
  reset: "reset",
  enrolling: "enrolling",
  idleMinutes: "idle-minutes",
  revoked: "revoked",
  escrow: "escrow",
} as const;

/** Throws Fault locked. */
export function demandOpen(house: House): Opened {
  if (house.opened && house.state.phase.value === "open") return house.opened;
  throw new Fault("locked", "the data key is not in memory");
}

/** Throws Fault not-enrolled. */
export function demandIdentity(house: House): Identity {
  if (house.identity) return house.identity;
  throw new Fault("not-enrolled", "this tablet has no identity yet");
}
