/** In which order operations make the picture (先后): told first, then own and carried by cause. */

import { needsOf } from "../reading";
import type { Sources } from "../visit";
import type { Operation, ToldOperation, Uuid } from "../types";

/** Every operation that stands, once: as told where it was told, the rest causes first. */
export function inOrder(visit: Uuid, sources: Sources): ToldOperation[] {
  const told = new Map<Uuid, ToldOperation>();
  for (const one of sources.told) told.set(one.id, one); // told again: in its old place
  const rest = new Map<Uuid, Operation>();
  for (const one of [...bySequence(sources.carried ?? []), ...sources.own]) {
    if (one.visit === visit && !told.has(one.id)) rest.set(one.id, one);
  }
  const signed = [...told.values(), ...rest.values()].some(isHomeSignature);
  const out = unsettled(rest, sources.disputed ?? new Set(), signed);
  return [...told.values(), ...causesFirst([...rest.values()].filter((one) => !out.has(one.id)))];
}

function bySequence(operations: readonly Operation[]): Operation[] {
  const known = [...new Set(operations.map((one) => one.device))];
  const place = new Map(known.map((device, at) => [device, at]));
  const at = (one: Operation) => place.get(one.device) ?? 0;
  return [...operations].sort((one, other) => at(one) - at(other) || one.seq - other.seq);
}

/**
 * Disputed operations with what rests on them, as the server will say; once the home has signed,
 * nothing follows them, and its signature brings in what it rests on.
 */
function unsettled(
  rest: Map<Uuid, Operation>,
  disputed: ReadonlySet<Uuid>,
  signed: boolean,
): Set<Uuid> {
  const out = new Set([...disputed].filter((id) => rest.has(id)));
  if (out.size === 0) return out;
  if (!signed) {
    for (const one of causesFirst([...rest.values()])) {
      if (needsOf(one).some((need) => out.has(need))) out.add(one.id);
    }
  }
  for (const one of rest.values()) {
    if (isHomeSignature(one) && !disputed.has(one.id)) {
      for (const cause of closure(one, rest)) out.delete(cause);
    }
  }
  return out;
}

function isHomeSignature(one: Operation): boolean {
  const signer = one.body["signer"];
  return one.kind === "signature.add" && (signer === "representative" || signer === "refusal");
}

function closure(one: Operation, among: Map<Uuid, Operation>): Set<Uuid> {
  const found = new Set<Uuid>();
  const queue = needsOf(one);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const cause = among.get(id);
    if (!cause || found.has(id)) continue;
    found.add(id);
    queue.push(...needsOf(cause));
  }
  return found;
}

/** Causes first, otherwise as given. */
export function causesFirst<T extends Operation>(operations: readonly T[]): T[] {
  const offered = new Map(operations.map((one) => [one.id, one]));
  const placed = new Set<Uuid>();
  const ordered: T[] = [];
  for (const first of operations) {
    const stack: { one: T; open: boolean }[] = [{ one: first, open: false }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      if (top.open) ordered.push(top.one);
      if (top.open || placed.has(top.one.id)) continue;
      placed.add(top.one.id);
      stack.push({ one: top.one, open: true });
      for (const need of needsOf(top.one).reverse()) {
        const cause = offered.get(need);
        if (cause && !placed.has(need)) stack.push({ one: cause, open: false });
      }
    }
  }
  return ordered;
}
