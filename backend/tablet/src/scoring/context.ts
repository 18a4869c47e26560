/** What a rating is graded by beside its answers (评定背景). */

import { dayOf } from "../core/moment";
import type { Json, Package, VisitState } from "../core/types";

/** What grading knows beside the answers, as the server has it: the application and the day. */
export function gradingContext(
  { context = {} }: Pick<Package, "context">, { opened }: Pick<VisitState, "opened">,
): { [name: string]: Json } {
  return opened ? { ...context, on: dayOf(Date.parse(opened.done_at)) } : context;
}
