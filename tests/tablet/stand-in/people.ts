/** Homes, officers and visits of the scenes (合成数据). */

import type { Login, VisitLine } from "../../../backend/tablet/src/app/session.types";
import type { Waiting } from "../../../backend/tablet/src/core/ports";
import type { Json, Kind, Operation, Uuid } from "../../../backend/tablet/src/core/types";

const DAY_MS = 86_400_000;
export const id = (kind: string, n: number): Uuid =>
  `${kind.padEnd(8, "0")}-0000-7000-8000-${String(n).padStart(12, "0")}`;
export const DEVICE = id("de", 1);
export const OFFICERS = [
  { id: id("0f", 1), name: "检查员甲（合成）", is_lead: true },
  { id: id("0f", 2), name: "检查员乙（合成）", is_lead: false },
];
const [FIRST, SECOND] = OFFICERS as [(typeof OFFICERS)[0], (typeof OFFICERS)[0]];
export const LOGIN: Login = {
  person: id("0e", 1), officer: FIRST.id, name: FIRST.name, username: "jiancha1",
};
export const NAMES = {
  longest: "哈尔滨市道里区太平镇合成社区居家养老服务与医养结合长期照护示范中心暨老年人日间照料综合服务站第二服务场所（合成数据，用于显示最长名称）",
  usual: ["安康", "福寿", "松龄", "颐和", "长青", "慈安", "和乐", "夕阳红", "金秋", "百合", "爱晚"],
};

const civil = (days: number): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(
    new Date(Date.now() + days * DAY_MS),
  );

export interface LineGiven {
  state: string;
  until: number;
  from?: number;
  ready?: boolean;
  waiting?: number;
  photosWaiting?: number;
  disputed?: number;
  lockedHere?: boolean;
  keys?: number;
  name?: string;
}

export function lineOf(n: number, given: LineGiven): VisitLine {
  const ready = given.ready ?? true;
  return {
    brief: {
      id: id("a1", n),
      state: given.state,
      version: 3,
      window_from: civil(given.from ?? -3),
      window_until: civil(given.until),
      site: {
        name: given.name ?? `${NAMES.usual[n % NAMES.usual.length]}养老院（合成数据）`,
        label: `52230102MJY0000${n} 01`,
        address: `哈尔滨市道里区合成路 ${n} 号`,
      },
      nature: n % 4 === 0
        ? { code: "special", title: { zh: "专项检查", en: "Special inspection" } }
        : { code: "routine", title: { zh: "日常检查", en: "Routine inspection" } },
      purpose: "双随机抽查（合成）",
      lead: FIRST.id,
      officers: OFFICERS,
    },
    ready,
    downloadedAt: ready ? new Date(Date.now() - 5 * 3_600_000).toISOString() : null,
    waiting: given.waiting ?? 0,
    photosWaiting: given.photosWaiting ?? 0,
    disputed: given.disputed ?? 0,
    lockedHere: given.lockedHere ?? false,
    keys: OFFICERS.slice(0, given.keys ?? 0).map((one) => one.id),
  };
}

export function operation(
  seq: number,
  kind: Kind,
  body: { [key: string]: Json },
  visit = id("a1", 1),
): Operation {
  return {
    id: id("0b", seq),
    device: DEVICE,
    seq,
    kind,
    visit,
    parent: null,
    after: [],
    done_at: new Date(Date.now() - 3_600_000 - seq).toISOString(),
    body: { officer: FIRST.id, ...body },
  };
}

export function disputedPair(): Waiting[] {
  const moved = operation(
    1190,
    "finding.change",
    { id: id("f1", 1), item: "basic.fire", due_days: 15, demand: "十五日内恢复常闭式防火门（合成）" },
    id("a1", 2),
  );
  const absent = { item: "protection.fall_help", na: "本机构无此设施" };
  const refused = operation(1191, "answer.set", absent, id("a1", 2));
  return [
    {
      operation: moved,
      heldIn: null,
      receipt: {
        id: moved.id, outcome: "conflict", code: "record-moved", detail: "记录已被他人更新",
        current: {
          op: id("0b", 9), officer: SECOND.id,
          value: { item: "basic.fire", due_days: 10, demand: "立即恢复常闭式防火门（合成）" },
        },
      },
    },
    {
      operation: refused,
      heldIn: null,
      receipt: { id: refused.id, outcome: "refused", code: "na-forbidden", detail: "该项目不允许填写不适用" },
    },
  ];
}

export function heldOne(): Waiting {
  const waits = operation(1192, "signature.add", { signer: "officer", name: FIRST.name });
  return {
    operation: waits,
    heldIn: id("e0", 1),
    receipt: { id: waits.id, outcome: "held", needs: [id("0b", 7777)] },
  };
}
