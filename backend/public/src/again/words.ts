// What the page says, in Chinese and in English.

import type { Language } from "../verify/words";

const WORDS = {
  title: ["重新计算一次抽取", "Run a draw again"],
  lead: [
    "按公开的材料把整个抽取重新算一遍：随机数怎样编码、每家的位置、每层抽到谁、谁来替补。全部在您的浏览器里计算，文件不会上传。",
    "Runs the whole draw again from what was published: how the randomness is encoded, every home's position, who was drawn, who stood in. All in your browser; no file is uploaded.",
  ],
  again: ["重新计算", "Run it again"],
  choose: [
    "选择或者拖入 bundle.json；可以连同 public-before.json 和核验文件 .tlog-proof",
    "Choose or drop bundle.json; public-before.json and .tlog-proof files may come with it",
  ],
  reading: ["正在读取…", "Reading…"],
  counting: ["正在计算", "Computing"],
  verified: ["一致：重新计算的结果与公开的完全相同", "It holds: computed again, everything is as published"],
  announced: ["预公布的文件形式正确，还没有抽取结果可算", "The announcement is well-formed; there is no result yet to compute"],
  differs: ["不一致，请勿采信，并告知发文机关", "It does not hold. Do not believe it, and tell the authority"],
  unusable: ["这个文件不能用来重新计算", "This file cannot be run again"],
  nothing: ["没有选到抽取的文件", "There is no draw among these files"],
  nothingHelp: ["请选择从抽取页面下载的 bundle.json。", "Choose the bundle.json that the page of the draw offers."],
  broken: ["没有算完", "It was not finished"],
  brokenHelp: ["请换用新版浏览器再试；也可以用命令行核验。", "Try a newer browser, or use the command line."],
  gone: ["全部材料还没有公开，或者连接不上", "The material is not public yet, or the site cannot be reached"],
  goneHelp: ["最后一家检查结束以后公开；已经下载了的，请直接选择文件。", "It opens after the last visit; if you have the files already, choose them."],
  first: ["第一处差别", "The first difference"],
  others: ["其余差别", "Other differences"],
  draw: ["抽取", "Draw"],
  labels: ["名单", "Homes on the list"],
  drawn: ["抽到", "Drawn"],
  rounds: ["抽取次数", "Iterations"],
  randomness: ["随机数", "Randomness"],
  compared: ["与预公布比对", "Compared with the announcement"],
  comparedYes: ["名单、名额和规则与预公布的文件相同", "Homes, quotas and rules are those that were announced"],
  comparedNo: ["没有选择 public-before.json，只由公开材料算回预公布摘要", "public-before.json was not given; its digest was computed from the bundle"],
  spent: ["用时", "Time"],
  seconds: ["秒", "s"],
  homes: ["家", "homes"],
  list: ["抽到的机构，按抽取次序", "Drawn homes, in order"],
  inLog: ["预公布在公开核验日志里", "The announcement in the public log"],
  inLogAfter: ["公开的全部材料在公开核验日志里", "The opened draw in the public log"],
  save: [
    "把本页另存到本机，以后不联网也能用。日志公钥写在本页里，可以和您从别处得到的公钥对照：",
    "Save this page to use it without a network. The log's public key is in the page; compare it with the one you got elsewhere:",
  ],
} as const;

export type Word = keyof typeof WORDS;

export function say(word: Word, language: Language): string {
  return WORDS[word][language === "zh" ? 0 : 1];
}
