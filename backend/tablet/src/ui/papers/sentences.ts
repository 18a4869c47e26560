/** The sentences that stand on the papers: Chinese in every language of the tablet (文书用语). */

import type { OutcomeCode, RefusedWhat } from "./draft";

export const AGREED = "以上笔录已阅，情况属实，无其他意见";
export const RECEIVED = "已收到本通知书，对所列问题和改正要求已知悉";
const REFUSED = "现场负责人拒绝签名";

export const OUTCOMES: Record<OutcomeCode, string> = {
  "cooperation-refused": "被检查单位不配合检查",
  "not-in-business": "现场未发现开展养老服务活动",
  closed: "停业或者关闭",
  "not-found": "通过登记的住所（服务场所）无法联系",
  "cannot-check": "因客观原因无法检查",
};

export const REFUSALS: Record<RefusedWhat, { title: string; result: string }> = {
  entry: { title: "进入服务场所检查", result: "拒绝检查人员进入" },
  documents: { title: "查阅、提供有关资料", result: "拒绝提供资料" },
};

export const NOT_CARRIED_OUT = "检查实施情况";

/** Nobody of the home is there: what the record says in the places that are his. */
export const NOBODY = {
  representative: "无人在场",
  post: "无",
  recusal: "现场无被检查单位人员，未能询问",
  reading: "现场无被检查单位人员，未能交其阅读",
  opinion: "现场无被检查单位人员，未能听取意见",
} as const;

/** What the text says where nobody of the home signs. */
export function refusedSentence(reason: string, witness: string): string {
  return `${REFUSED}，理由：${reason}。见证人：${witness}`;
}

/** Reason and witness of such a sentence; null for any other opinion. */
export function refusedOf(opinion: string): { reason: string; witness: string } | null {
  const found = new RegExp(`^${REFUSED}，理由：(.*)。见证人：(.*)$`).exec(opinion);
  return found ? { reason: found[1] ?? "", witness: found[2] ?? "" } : null;
}

export function refusalSentence(at: string, words: string, witness: string): string {
  const seen = witness ? `。见证人：${witness}` : "";
  return `${at}，${words.replace(/。$/, "")}${seen}`;
}

/** The opinion under which the home signs one correction beside the text's own list. */
export function correctionSentence(n: number, text: string): string {
  return `更正第${n}处：${text}`;
}

/** A correction in the words of the field: what, from, to. */
export function correctedSentence(place: string, from: string, to: string): string {
  if (!from) return `${place}补充“${to}”`;
  return to ? `${place}中“${from}”更正为“${to}”` : `${place}中“${from}”删除`;
}
