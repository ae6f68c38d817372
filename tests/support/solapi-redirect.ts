/**
 * SOLAPI's official client knows one address. Calls to it are led to a stand-in at the edge of this process, and nothing
 * else of the client is touched. In a process of its own: `node --import` this file with `MAJI_TEST_SOLAPI`.
 */
export function redirectSolapi(origin: string): () => void {
  const real = globalThis.fetch;
  globalThis.fetch = (input, init) =>
    typeof input === 'string' && input.startsWith('https://api.solapi.com/')
      ? real(input.replace('https://api.solapi.com', origin), init)
      : real(input, init);
  return () => {
    globalThis.fetch = real;
  };
}

const { MAJI_TEST_SOLAPI: origin } = process.env;
if (origin) redirectSolapi(origin);
