/** Problems being worded (问题草稿): kept in memory while one goes to look or take a photo. */

import type { FindingForm } from "./findingForm";

export const findingDrafts = new Map<string, FindingForm>();
