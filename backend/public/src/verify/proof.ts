// Proof files (C2SP tlog-proof): an entry, what opens it, its place, a path and a checkpoint.

import { base64, fromBase64, fromHex, hex, hmac, utf8, type Bytes } from "./bytes";
import { Fault } from "./fault";

export interface Subject {
  id: string;
  label: string;
  type: string;
}

export interface Entry {
  document: string;
  rules: string;
  subject: string;
  time: string;
  type: string;
}

export interface Proof {
  index: number;
  entry: string;
  document: string;
  salt: Bytes;
  subject: Subject;
  path: Bytes[];
  note: string;
}

const FIRST = "c2sp.org/tlog-proof@v1";

export function isProof(text: string): boolean {
  return text.startsWith(`${FIRST}\n`);
}

export function readProof(text: string): Proof {
  const gap = text.indexOf("\n\n");
  const [first, extra = "", place = "", ...path] = text.slice(0, gap).split("\n");
  const index = /^index (0|[1-9][0-9]{0,14})$/.exec(place)?.[1];
  if (gap < 0 || first !== FIRST || index === undefined) throw new Fault("proof-form", place);
  try {
    const bytes = fromBase64(extra.replace(/^extra /, ""));
    const told = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    const { document, salt, subject } = told.opening;
    const proof = {
      index: Number(index),
      entry: String(told.entry),
      document: String(document),
      salt: fromHex(salt),
      subject: { id: String(subject.id), label: String(subject.label), type: String(subject.type) },
      path: path.map(fromBase64),
      note: text.slice(gap + 2),
    };
    if (extra !== `extra ${extraOf(proof)}`) throw new Fault("proof-form", "extra");
    return proof;
  } catch (error) {
    throw error instanceof Fault ? error : new Fault("proof-form", String(error));
  }
}

/** The second line as it must be, byte for byte. */
function extraOf(proof: Proof): string {
  const { document, index, subject, entry } = proof;
  const { id, label, type } = subject;
  const salt = hex(proof.salt);
  const opening = { document, index, salt, subject: { id, label, type }, version: 1 };
  return base64(utf8(JSON.stringify({ entry, opening })));
}

/** Check that the opening belongs to the entry, and give the entry. */
export async function openEntry(proof: Proof): Promise<Entry> {
  const entry = readEntry(proof.entry);
  const subject = await hmac(proof.salt, utf8(`subject ${canonicalSubject(proof.subject)}`));
  const document = await hmac(proof.salt, utf8(`document ${proof.document}`));
  if (proof.salt.length !== 32 || hex(subject) !== entry.subject) throw new Fault("opening-foreign");
  if (hex(document) !== entry.document) throw new Fault("opening-foreign");
  return entry;
}

function readEntry(text: string): Entry {
  try {
    const told = JSON.parse(text) as Entry;
    if (typeof told.document === "string" && typeof told.subject === "string") return told;
  } catch {
    // said below
  }
  throw new Fault("entry-form", text.slice(0, 60));
}

/** RFC 8785 of an object of texts: names in order, JSON's own escapes. */
function canonicalSubject(subject: Subject): string {
  const { id, label, type } = subject;
  return JSON.stringify({ id, label, type });
}
