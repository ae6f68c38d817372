/** Where the interface lives inside the shell. */
export const SCHEME = 'app';
const HOST = 'maji';
export const PAGE = `${SCHEME}://${HOST}/index.html`;

/** Which addresses a window may be at. */
export type IsHome = (address: string) => boolean;

/** Home of a window that works at another host: that origin, to the port, and nothing else. */
export function homeAt(origin: string): IsHome {
  return (address) => {
    if (!URL.canParse(address)) return false;
    const { origin: theirs, username, password } = new URL(address);
    return theirs === origin && username === '' && password === '';
  };
}

/** Whether an address is one of our own pages. */
export function isOwnPage(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password, port } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST && username === '' && password === '' && port === '';
}
