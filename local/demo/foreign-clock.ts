/** Long enough for a server that is there. */
const ANSWER_MS = 5_000;
/** Where alone a simulator of ours listens. Nobody else's server is asked for anything but what Nmbrs has. */
const LOOPBACK = ['127.0.0.1', 'localhost'];

/**
 * Takes the clock of the Nmbrs server at this address along, when it is a simulator of ours in a process of its own. Any other server has a
 * clock that nobody moves.
 */
export const followClock =
  (nmbrsBaseUrl: string) =>
  async (nu: string): Promise<void> => {
    if (!LOOPBACK.includes(new URL(nmbrsBaseUrl).hostname)) return;
    const response = await fetch(new URL('/simulator/wijzig', nmbrsBaseUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ time: { now: nu } }),
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch(() => undefined);
    await response?.body?.cancel();
  };
