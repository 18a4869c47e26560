// JSON as the verifiers read it: each key once, keys in their order, whole numbers kept exact.

export type Value = null | boolean | string | number | bigint | Real | Value[] | Json;
export type Json = Map<string, Value>;

/** A number with a fraction or an exponent: nothing in a draw may be one. */
export class Real {
  constructor(readonly value: number) {}
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: Record<string, string> = {
  '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t",
};
const DEEPEST = 900;

/** Read a whole text; throws SyntaxError. */
export function readJson(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  end(): void {
    this.blank();
    if (this.at < this.text.length) this.fail("extra data");
  }

  value(depth: number): Value {
    this.blank();
    if (depth > DEEPEST) this.fail("nested too deeply");
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.list(depth);
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return this.number();
    }
  }

  private object(depth: number): Json {
    const found: Json = new Map();
    this.at += 1;
    if (this.next("}")) return found;
    do {
      this.blank();
      const key = this.text[this.at] === '"' ? this.string() : this.fail("expected a key");
      if (found.has(key)) this.fail(`the key '${key}' stands twice`);
      if (!this.next(":")) this.fail("expected ':'");
      found.set(key, this.value(depth + 1));
    } while (this.next(","));
    return this.next("}") ? found : this.fail("expected ',' or '}'");
  }

  private list(depth: number): Value[] {
    const found: Value[] = [];
    this.at += 1;
    if (this.next("]")) return found;
    do found.push(this.value(depth + 1));
    while (this.next(","));
    return this.next("]") ? found : this.fail("expected ',' or ']'");
  }

  private string(): string {
    let told = "";
    this.at += 1;
    for (;;) {
      PLAIN.lastIndex = this.at;
      told += PLAIN.exec(this.text)?.[0] ?? "";
      this.at = PLAIN.lastIndex;
      const char = this.text[this.at];
      if (char === '"') break;
      if (char !== "\\") this.fail("unfinished text");
      told += this.escape();
    }
    this.at += 1;
    return told;
  }

  private escape(): string {
    const char = this.text[this.at + 1] ?? "";
    const digits = this.text.slice(this.at + 2, this.at + 6);
    if (char === "u" && /^[0-9a-fA-F]{4}$/.test(digits)) {
      this.at += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    const meant = ESCAPES[char];
    if (meant === undefined) return this.fail("unknown escape");
    this.at += 2;
    return meant;
  }

  private number(): Value {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (!found) return this.fail("expected a value");
    this.at = NUMBER.lastIndex;
    if (found[1] !== undefined || found[2] !== undefined) return new Real(Number(found[0]));
    const value = Number(found[0]);
    return Number.isSafeInteger(value) ? value + 0 : BigInt(found[0]);
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail("expected a value");
    this.at += word.length;
    return value;
  }

  private next(char: string): boolean {
    this.blank();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private blank(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private fail(why: string): never {
    throw new SyntaxError(`${why} at ${this.at}`);
  }
}
