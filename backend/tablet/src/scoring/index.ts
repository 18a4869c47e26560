/** Provisional scoring on the tablet (暂定评分); the server's result is the only one that counts. */

export type { Visit } from "./answers";
export { readFact } from "./answers";
export { gradingContext } from "./context";
export { conclude, type Conclusion } from "./conclusion";
export type { Truth } from "./conditions";
export { AnswerFault, rowsOf } from "./fault";
export { grade, type ChapterGrade, type CheckGrade, type LevelGrade } from "./grade";
export { checkAnswer, judge, maximumOf, relevant, type Judgement } from "./judge";
export type { Judged } from "./points";
export type { Test } from "./level_tests";
export type { Place, Places } from "./placing";
export type { Rating } from "./rating";
export type { RatingGrade } from "./standing";
export { survey, type ItemSurvey, type Survey } from "./survey";
