/** Joining offline (离线汇合): two tablets without signal make one record. */

export { FrameCollector, framesOf, type FrameFate } from "./join/frames";
export { handOut, type Handout } from "./join/handout";
export { JoinFault, takeOver, type JoinCode } from "./join/takeover";
