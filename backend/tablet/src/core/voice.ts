/** The words of an inspection as a rating says them (检查用语、评定用语): one set of sentences. */

export type Voice = (words: string) => string;

export const ofInspection: Voice = (words) => words;

/** 今日检查, 行政检查 and the app's own name stay; every other 检查 is a 评定. */
const IN_CHINESE: [RegExp, string][] = [
  [/被检查单位/g, "被评定机构"],
  [/(?<!今日|行政)检查(?!端|大小写|任务)/g, "评定"],
  [/笔录/g, "记录"],
  [/执法证/g, "培训证"],
];

export const ofRating: Voice = (words) =>
  IN_CHINESE.reduce((said, [from, to]) => said.replace(from, to), words);

/** How the papers of a visit speak. */
export const voiceOf = ({ may_grade: grades }: { may_grade: boolean }): Voice =>
  grades ? ofRating : ofInspection;

/** Whether words on a paper are this sentence, in either voice. */
export const isSaid = (words: string, sentence: string): boolean =>
  words === sentence || words === ofRating(sentence);
