// What the page says, in Chinese and in English.

export type Language = "zh" | "en";

const WORDS = {
  title: ["用文件核验", "Check a file"],
  lead: [
    "选择文书、抽查结果或者抽取名单的电子文件。文件只在您的浏览器里计算，不会上传。",
    "Choose the file of a paper, a result or a draw. It is read in your browser only and never uploaded.",
  ],
  choose: ["选择文件（可以连同核验文件 .tlog-proof 一起选）", "Choose files (with their .tlog-proof if you have it)"],
  checking: ["正在核对…", "Checking…"],
  good: ["一致：这份文件已写入公开核验日志，没有被改动", "It holds: this file is in the public log, unchanged"],
  withdrawn: ["这份文件曾写入日志，后来已被撤回或者下架", "This file was in the log and was taken back later"],
  none: ["日志里没有这份文件", "The log does not know this file"],
  noneHelp: [
    "文件改动一个字节就会对不上；也可能公示期满，说明它的文件已经删除。请向发文机关核实。",
    "One changed byte is enough; or its publication has ended and its opening was deleted. Ask the authority.",
  ],
  offline: ["连接不上日志", "The log cannot be reached"],
  offlineHelp: ["连同核验文件一起选择，可以不联网核对。", "Choose the file together with its proof file to check offline."],
  bad: ["不一致，请勿采信，并告知发文机关", "It does not hold. Do not believe it, and tell the authority"],
  lonely: ["这是核验文件，请连同它所证明的文件一起选择", "This is a proof file; choose it together with its document"],
  type: ["类型", "Type"],
  about: ["对象", "About"],
  entered: ["写入时间", "Entered"],
  place: ["序号", "Number"],
  log: ["日志", "Log"],
  digest: ["文件摘要（SHA-256）", "Digest of the file (SHA-256)"],
  fresh: ["证明由日志的最新数据当场算出", "The proof was computed from the log's newest data just now"],
  kept: ["证明来自核验文件，未联网", "The proof came from the proof file, without a network"],
  save: [
    "把本页另存到本机，以后不联网也能用。日志公钥写在本页里，可以和您从别处得到的公钥对照：",
    "Save this page to use it without a network. The log's public key is in the page; compare it with the one you got elsewhere:",
  ],
} as const;

const TYPES: Record<string, readonly [string, string]> = {
  "draw.announced": ["随机抽取预公布", "Draw announced"],
  "draw.drawn": ["随机抽取结果", "Draw made"],
  "draw.finished": ["随机抽取名单公告", "Drawn list published"],
  "draw.voided": ["随机抽取作废", "Draw voided"],
  "draw.aborted": ["随机抽取中止", "Draw aborted"],
  "result.published": ["抽查结果公告", "Inspection result published"],
  "level.published": ["等级公告", "Level published"],
  "announcement.published": ["评估结果公告", "Assessment results published"],
  "paper.sealed": ["文书签章", "Paper sealed"],
  "decision.withdrawn": ["撤回公示", "Publication withdrawn"],
  "publication.taken-down": ["下架", "Taken down"],
  "operations.day": ["操作日志当日摘要", "Operation log's hash of the day"],
};

export type Word = keyof typeof WORDS;

export function say(word: Word, language: Language): string {
  return WORDS[word][language === "zh" ? 0 : 1];
}

export function sayType(type: string, language: Language): string {
  return TYPES[type]?.[language === "zh" ? 0 : 1] ?? type;
}

const FAULTS: Record<string, readonly [string, string]> = {
  "document-differs": ["核验文件属于另一份文件", "the proof belongs to another file"],
  "opening-foreign": ["核验文件里的说明与日志条目不符", "the opening does not belong to the entry"],
  "not-included": ["条目不在检查点的树里", "the entry is not in the checkpoint's tree"],
  "signature-broken": ["检查点的签名无效", "the checkpoint's signature does not hold"],
  "signature-unknown": ["检查点不是用这个日志的公钥签的", "the checkpoint was signed by another key"],
  "origin-foreign": ["检查点属于另一个日志", "the checkpoint belongs to another log"],
  "entered-late": ["写入日志时，随机数已经产生", "it was entered after the randomness existed"],
  "other-entry": ["日志里的这一条不是随机抽取预公布", "this entry of the log is no announcement of a draw"],
  "browser-old": ["浏览器太旧，不能验证签名，请换新版浏览器", "this browser cannot check the signature; use a newer one"],
};

export function sayFault(code: string, language: Language): string {
  return FAULTS[code]?.[language === "zh" ? 0 : 1] ?? code;
}
