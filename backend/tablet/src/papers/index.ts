/** Papers written on the tablet (文书): the same words as the server writes. */

export type { PaperContext } from "./context";
export { PaperFault } from "./fault";
export { civilDay, day, minute, oneLine, paperNumber, term } from "./formatting";
export { freeNumbers, nextNumber, usedNumbers, type UsedNumber } from "./numbers";
export { RATING, ratingContext } from "./rating";
export { ORDER, orderContext, type OrderForm } from "./order";
export {
  counted, NO_RECUSAL, READING, RECORD, recordContext, type RecordForm, type RecordRow,
} from "./record";
export { renderText, type PaperTemplate } from "./render";
export { isSaid, ofRating, voiceOf, type Voice } from "../core/voice";
export { longest, termOf, termWords, type Term } from "./terms";
