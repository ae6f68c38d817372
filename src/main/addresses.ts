/** Where the interface lives inside the shell. */
export const SCHEME = 'app';
const HOST = 'maji';
export const PAGE = `${SCHEME}://${HOST}/index.html`;

/** Whether an address is one of our own pages. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password, port } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '' && port === '';
}
