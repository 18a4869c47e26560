/** How long a passphrase is (口令长度): characters as people count them, as device/passphrase does. */

export const SHORTEST = 10;

export function length(passphrase: string): number {
  return [...passphrase.normalize("NFKC")].length;
}
