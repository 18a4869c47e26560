/** The login on this tablet (登录令牌): a short access token, and a refresh token that rotates. */

import { LineFault, type Signer } from "../core/ports";
import type { Http } from "./wire/http";
import { askSigned } from "./wire/signed";

export interface TokenPair {
  access: string;
  refresh: string;
}

/** Where the pair lies (boxed); null when nobody is logged in. */
export interface TokenPlace {
  get(): Promise<TokenPair | null>;
  put(pair: TokenPair | null): Promise<void>;
}

const OBTAIN = "/api/v1/token";
const REFRESH = "/api/v1/token/refresh";

/** Throws LineFault; kind "login" when name or password are wrong. */
export function obtain(
  http: Http,
  signer: Signer,
  username: string,
  password: string,
): Promise<TokenPair> {
  return askSigned<TokenPair>(http, signer, OBTAIN, { body: { username, password } });
}

export class Tokens {
  private renewing: Promise<string> | null = null;
  private stale = false;

  constructor(
    private readonly http: Http,
    private readonly signer: Signer,
    private readonly place: TokenPlace,
  ) {}

  /** Somebody is logged in, be it that the login has ended. */
  async there(): Promise<boolean> {
    return (await this.place.get()) !== null;
  }

  /** The token to call with, renewed when it was found stale. Throws LineFault "login". */
  async access(): Promise<string> {
    if (this.stale) return this.renew();
    const pair = await this.place.get();
    if (!pair) throw nobody();
    return pair.access;
  }

  /** The server did not take the token: the next `access` brings a new one. */
  doubt(): void {
    this.stale = true;
  }

  /** Call with the token; once more with a new one when it has ended. Throws LineFault. */
  async with<T>(call: (bearer: Record<string, string>) => Promise<T>): Promise<T> {
    const token = await this.access();
    try {
      return await call(bearer(token));
    } catch (error) {
      if (!(error instanceof LineFault) || error.kind !== "login") throw error;
      this.doubt();
      return call(bearer(await this.access()));
    }
  }

  async put(pair: TokenPair | null): Promise<void> {
    await this.place.put(pair);
    this.stale = false;
  }

  /** Two callers share one renewal; the new pair is durable before it is used. */
  private renew(): Promise<string> {
    this.renewing ??= this.exchange().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async exchange(): Promise<string> {
    const pair = await this.place.get();
    if (!pair?.refresh) throw nobody();
    const body = { refresh: pair.refresh };
    const fresh = await askSigned<Partial<TokenPair>>(this.http, this.signer, REFRESH, { body });
    const next = { ...pair, ...fresh };
    await this.put(next);
    return next.access;
  }
}

export const bearer = (token: string): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
});

const nobody = (): LineFault => new LineFault("login", "not-signed-in", "nobody is logged in");
