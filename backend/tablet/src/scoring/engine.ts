/** From answers to items, chapters and totals, ready for conditions to look at (计分). */

import type { Bundle, Chapter, Item, Json } from "../core/types";
import { holds, type Selection, type Truth, type View } from "./conditions";
import { micro, ONE, type Micro, type Ratio } from "./numbers";
import { scoreOf } from "./measure";
import type { Places } from "./placing";
import { answerTo, fullOf, scoreItem, type ItemResult } from "./points";
import { prepared, type Prepared } from "./prepared";
import type { Value } from "./rules/base";
import { stand, type Stood } from "./standing";
import type { ReadVisit } from "./visit";

export interface ChapterResult {
  chapter: Chapter;
  points: Micro;
  applicable: Micro;
  full: Micro;
}

/** One visit scored. */
export class Scored implements View {
  readonly items = new Map<string, ItemResult>();
  readonly chapters = new Map<string, ChapterResult>();
  /** Points are faults: few are good. */
  readonly low: boolean;
  private readonly asked = new Map<string, Truth>();
  private readonly standings = new Map<string, Stood>();
  private readonly ready: Prepared;

  constructor(
    readonly bundle: Bundle,
    readonly visit: ReadVisit,
    readonly places: Places = {},
  ) {
    this.ready = prepared(bundle);
    this.low = bundle.settings.good === "low";
    for (const item of this.ready.items.values()) {
      const given = answerTo(item, visit.answers.get(item.id), visit.facts);
      const asked = this.relevant(item) !== false;
      this.items.set(item.id, scoreItem(item, this.ready.ruleOf(item), given, asked, this.low));
    }
    for (const chapter of bundle.chapters) this.chapters.set(chapter.id, this.addUp(chapter));
  }

  get unanswered(): string[] {
    const open = [...this.items.values()].filter((one) => one.outcome === "not_answered");
    return open.map((one) => one.item.id);
  }

  /** Whether an item is asked; the checklist has no circles. */
  relevant(item: Item): Truth {
    const known = this.asked.get(item.id);
    if (known !== undefined) return known;
    const truth = item.when === null ? true : holds(item.when, this);
    this.asked.set(item.id, truth);
    return truth;
  }

  sum(of: "points" | "applicable" | "full"): Micro {
    return [...this.chapters.values()].reduce((sum, chapter) => sum + chapter[of], 0n);
  }

  fact(name: string): Value {
    return this.visit.facts.get(name) ?? null;
  }

  context(name: string): Value {
    return this.visit.context.get(name) ?? null;
  }

  answer(code: string): Value {
    const item = this.ready.items.get(code);
    const given = item && answerTo(item, this.visit.answers.get(code), this.visit.facts);
    if (!item || !given || this.relevant(item) === false) return null;
    return given.na === null ? comparable(item, given.value) : "NA";
  }

  points(of: string): Micro | null {
    const chapter = this.chapters.get(of);
    const item = this.items.get(of);
    if (chapter || !item) return chapter?.points ?? null;
    return item.outcome === "not_applicable" ? null : item.points;
  }

  rate(of: string): [Micro, Micro] | null {
    const chapter = this.chapters.get(of);
    const part = chapter ?? this.items.get(of);
    if (!part) return null;
    if (this.bundle.settings.rate_of === "applicable" || !part.applicable) {
      return [part.points, part.applicable];
    }
    return [part.points, "full" in part ? part.full : fullOf(part.item)];
  }

  /** The total as the standard counts it; scaled: points × maximum ÷ applicable. */
  total(): Ratio {
    const [points, applicable] = [this.sum("points"), this.sum("applicable")];
    if (this.bundle.settings.total_as === "raw" || !applicable) return { n: points, d: ONE };
    return { n: points * this.sum("full"), d: applicable * ONE };
  }

  failed(selection: Selection): [number, number] {
    const chosen = [...this.items.values()].filter(({ item }) => this.selected(item, selection));
    const count = (outcome: string) => chosen.filter((one) => one.outcome === outcome).length;
    return [count("fail"), count("not_answered")];
  }

  rating(id: string): string | null {
    return this.stood(id)?.grade.level ?? null;
  }

  score(id: string): Micro | null {
    return scoreOf(this.stood(id)?.mark ?? null);
  }

  /** How a rating of its own came out; the checklist has no circles. */
  stood(id: string): Stood | undefined {
    const row = this.ready.ratings.get(id);
    const known = this.standings.get(id) ?? (row && stand(this, row));
    if (known) this.standings.set(id, known);
    return known;
  }

  private selected(item: Item, selection: Selection): boolean {
    const marks: { [mark: string]: Json | undefined } = {
      item: item.id,
      chapter: this.ready.chapterOf.get(item.id)?.id,
      risk: item.risk,
      base: item.base,
      veto: item.veto,
      major_hazard: item.major_hazard,
    };
    return Object.entries(selection).every(([key, value]) => marks[key] === value);
  }

  private addUp(chapter: Chapter): ChapterResult {
    const rows = chapter.items.flatMap((item) => this.items.get(item.id) ?? []);
    const points = rows.reduce((sum, one) => sum + one.points, 0n);
    const applicable = rows.reduce((sum, one) => sum + one.applicable, 0n);
    return { chapter, points, applicable, full: micro(chapter.max_points) };
  }
}

/** An answer as conditions compare it; a count is read as a whole number, kept in millionths. */
function comparable(item: Item, value: unknown): Value {
  if (typeof value === "bigint") return item.rule.endsWith("_each") ? value * ONE : value;
  return typeof value === "string" || Array.isArray(value) ? (value as string | string[]) : null;
}
