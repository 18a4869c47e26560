// The officers of one department, the visits they are wanted for, and who was passed over.

import { type Json, type Value } from "./json";
import { Refusal } from "./refusal";
import { shown } from "./shown";
import type { Officer, Pairs, Team } from "./staff";

/** The short set that a bundle names for an officer at a visit; empty where it names none. */
export type ShortSet = (visit: string, token: string) => string[];

export class Roster {
  readonly crews: Map<string, string[]>;
  private readonly made = new Map<string, number>();
  private readonly recused = new Map<string, Set<string>>();

  constructor(
    private readonly officers: Map<string, Officer>,
    readonly visits: Map<string, Team>,
    hard: Pairs[],
    crews: Map<string, string[]>,
  ) {
    this.crews = new Map([...visits.keys()].map((visit) => [visit, [...(crews.get(visit) ?? [])]]));
    for (const token of [...this.crews.values()].flat()) this.count(token, 1);
    for (const [token, label] of hard.flatMap((pairs) => pairs.entries())) {
      this.recused.set(label, (this.recused.get(label) ?? new Set()).add(token));
    }
  }

  /** Fill a visit's places by (visits so far + soft weight, position); gives who was passed over. */
  fill(visit: string, soft: Pairs, position: Map<string, string>, shortSet: ShortSet): Json[] {
    const passed: Json[] = [];
    for (const token of this.line(visit, soft, position)) {
      if (!this.open(visit)) break;
      const reason = this.barred(visit, token);
      const short = reason ? [] : shortSet(visit, token);
      if (reason) passed.push(new Map([["officer", token], ["reason", reason]]));
      else if (short.length === 0) this.take(visit, token);
      else {
        passed.push(new Map<string, Value>([["officer", token], ["reason", "infeasible"], ["short", short]]));
      }
    }
    if (this.open(visit)) throw this.shortage([visit]);
    return passed;
  }

  /** Open places of some visits, and what all officers together can give to these. */
  balance(visits: string[]): [number, number] {
    let needed = 0;
    const could = new Map<string, number>();
    for (const visit of visits) {
      needed += this.open(visit);
      for (const token of this.able(visit)) could.set(token, (could.get(token) ?? 0) + 1);
    }
    const have = [...could].reduce((sum, [token, most]) => sum + Math.min(this.spare(token), most), 0);
    return [needed, have];
  }

  take(visit: string, token: string): void {
    this.crews.get(visit)?.push(token);
    this.count(token, 1);
  }

  giveBack(visit: string, token: string): void {
    const crew = this.crews.get(visit);
    crew?.splice(crew.indexOf(token), 1);
    this.count(token, -1);
  }

  private line(visit: string, soft: Pairs, position: Map<string, string>): string[] {
    const crew = this.crews.get(visit) ?? [];
    const key = (token: string) => (this.made.get(token) ?? 0) + soft.weight(token, visit);
    const before = (one: string, other: string) => (position.get(one) ?? "") < (position.get(other) ?? "");
    return [...this.officers.keys()]
      .filter((token) => !crew.includes(token))
      .map((token): [number, string] => [key(token), token])
      .sort(([one, a], [other, b]) => one - other || (before(a, b) ? -1 : 1))
      .map(([, token]) => token);
  }

  private open(visit: string): number {
    return (this.visits.get(visit)?.officers ?? 0) - (this.crews.get(visit)?.length ?? 0);
  }

  private able(visit: string): string[] {
    const crew = this.crews.get(visit) ?? [];
    return [...this.officers.keys()].filter(
      (token) => this.valid(visit, token) && !this.recused.get(visit)?.has(token) && !crew.includes(token),
    );
  }

  private valid(visit: string, token: string): boolean {
    return (this.officers.get(token)?.validUntil ?? "") >= (this.visits.get(visit)?.until ?? "");
  }

  private spare(token: string): number {
    return (this.officers.get(token)?.most ?? this.visits.size) - (this.made.get(token) ?? 0);
  }

  private barred(visit: string, token: string): string | null {
    if (!this.valid(visit, token)) return "expired";
    if (this.recused.get(visit)?.has(token)) return "recused";
    return this.spare(token) <= 0 ? "full" : null;
  }

  private count(token: string, by: number): void {
    this.made.set(token, (this.made.get(token) ?? 0) + by);
  }

  private shortage(short: string[]): Refusal {
    const department = this.visits.get(short[0] ?? "")?.department ?? "";
    const [needed, have] = this.balance(short);
    return new Refusal(
      "officers-short",
      `pool.teams ${department}`,
      `${needed} places filled at ${short.length} visits (${shown(short.join("; "), 200)})`,
      `${have} that valid, unrecused officers with visits to spare can fill`,
      "lend officers by name, raise max, or renew certificates, and announce a new draw",
    );
  }
}
