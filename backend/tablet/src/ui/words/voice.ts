/** The screens' words as a rating says them (评定用语): the same screens serve both. */

import { ofRating, type Voice } from "../../core/voice";

type Table = { [key: string]: string };

const IN_ENGLISH: [RegExp, string][] = [
  [/\bOfficer/g, "Assessor"],
  [/\bofficer/g, "assessor"],
  [/\bInspection\b/g, "Rating"],
  [/\binspection\b/g, "rating"],
];
const english: Voice = (words) =>
  IN_ENGLISH.reduce((said, [from, to]) => said.replace(from, to), words);

/** What a rating says otherwise altogether. */
const OWN = {
  zh: {
    "visit.problems-n": "不符合 {n}",
    "visit.filter-problems": "不符合",
    "visit.server-counts": "这是现场暂算，不是评定结论；以服务器核算并经评定机关确认的结果为准。",
    "visit.not-asked": "本次不评这一项",
    "visit.not-asked-note": "按基本情况或其他认定，这一项不在应评范围。",
    "record.hint-note": "不影响制作；未评的项目在记录中写明未评。",
    "record.recusal-words-help": "被申请人应当停止评定，由组织评定的机关决定；照实写入记录。",
    "sign.whole-note": "全部完成后锁定。",
    "lock.what": "锁定后，本次评定的认定意见、佐证材料和签名不再改动，机关据此核算评定结果。",
    "lock.answers": "已评项目",
    "lock.answers-of": "{n} 项，应评 {all} 项",
    "lock.problems": "不符合项目",
  },
  en: {
    "visit.problems-n": "{n} not met",
    "visit.filter-problems": "Not met",
    "visit.server-counts": "Worked out on the spot, no rating yet; only what the office computes and confirms counts.",
    "visit.not-asked": "Not assessed in this visit",
    "visit.not-asked-note": "By the facts or by other answers this item does not apply.",
    "record.hint-note": "Does not stop the record; what was not assessed is said to be so.",
    "record.recusal-words-help": "The assessor named stops; the organising office decides. Write it down as it was said.",
    "sign.whole-note": "Lock when all is done.",
    "lock.what": "After the lock answers, evidence and signatures no longer change; the office computes the result from them.",
    "lock.answers": "Items assessed",
    "lock.answers-of": "{n} of {all}",
    "lock.problems": "Items not met",
  },
};

/** A whole table in the rating's voice. */
export function inRating(language: "zh" | "en", table: Table): Table {
  const voice = language === "zh" ? ofRating : english;
  const said = Object.entries(table).map(([key, words]) => [key, voice(words)]);
  return { ...Object.fromEntries(said), ...OWN[language] };
}
