/** One window of this tablet (单窗口): it alone numbers operations. */

const NAME = "xingjian-tablet";

/** Resolves when this window has the tablet, for as long as it lives.
 *
 * `elsewhere` is called when another window has it first.
 */
export async function holdTablet(elsewhere: () => void): Promise<void> {
  if (!navigator.locks) return; // no other window can be told apart: an old browser
  const first = await take({ ifAvailable: true });
  if (first) return;
  elsewhere();
  await take({});
}

function take(options: LockOptions): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(NAME, options, (lock) => {
        resolve(lock !== null);
        return lock ? new Promise<void>(() => undefined) : undefined;
      })
      .catch(reject);
  });
}
