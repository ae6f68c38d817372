/** A new key: 256 random bits, made in this window so that the host never has to send one. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...bytes));
  return `maji_${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}
