/** Leaving out of jsQR what no code of ours needs: a table of Japanese letters, two thirds of it.
 *
 * Our QR frames are ASCII; a code in kanji mode is read as unknown letters and then refused.
 */

const TABLE = "exports.shiftJISTable = {";

/** Vite plugin; stops the build when jsQR no longer looks as expected. */
export function leanScanner() {
  return {
    name: "xingjian-lean-scanner",
    transform(code: string, id: string) {
      if (!/jsqr[\\/]dist[\\/]jsQR\.js$/.test(id)) return null;
      const from = code.indexOf(TABLE) + TABLE.length;
      const until = code.indexOf("};", from);
      if (from < TABLE.length || until < 0) {
        throw new Error(`${id}: expected ${TABLE}…}, came none; look what changed in jsQR`);
      }
      return { code: code.slice(0, from) + code.slice(until), map: null };
    },
  };
}
