import type { network as source } from '../ko/network.ts';
import type { TranslationOf } from '../translation.ts';

export const network: TranslationOf<typeof source> = {
  title: 'Branch network',
  on: 'Open to the network',
  off: 'Closed to the network',
  onHint:
    'Employees open one of these addresses in the browser of their own computer. All of them are encrypted.',
  offHint:
    'Only this computer can be used now. Once opened, other computers and phones of the branch can sign in as well.',
  wantedButOff: 'It should be open, but could not be opened',
  newerNotUsed: 'A newer certificate could not be used; the one before is still in use',
  about: 'It is about: {{what}}',
  addresses: 'Addresses for employees',
  port: 'Port',
  turnOn: 'Open to the network',
  turningOn: 'Opening',
  turnOff: 'Close the network',
  turningOff: 'Closing',
  turnOffTitle: 'Close the network?',
  turnOffHint:
    'Every window that came over the network is cut off. What was saved and the drafts stay. The addresses are the same when it is opened again.',
  onlyAdmin: 'Only a system administrator can turn it on and off.',
  notHereTitle: 'The network cannot be opened here',
  notHereText: 'It can where the store was opened by the desktop app or the branch host (npm run serve).',
  noAccessTitle: 'Only managers may see this',
  noAccessText: 'The network is shown while a manager is on duty. Check the person on duty above.',
  loading: 'Reading how the network stands',
  trust: {
    title: 'What each employee does once',
    first: 'Open the page of instructions',
    second: 'Check that the fingerprint there is the one below',
    third: 'Trust the authority as described, and go in by an https address',
    off: 'Once the network is open, the address of the instructions and the fingerprint are shown here.',
    nothing:
      'A certificate of the institution is in use, so employees have nothing to do. They go straight to an https address.',
    never: 'Tell everybody never to type a password where the browser shows a warning.',
  },
  fingerprint: 'Fingerprint of the authority (SHA-256)',
  certificate: {
    title: 'Certificate',
    kind: 'Kind',
    authority: 'made by Maji',
    own: 'brought by the institution',
    until: 'Valid until',
    renews:
      'It is made anew by itself with 30 days left, or when the name or an address of this computer changes.',
    replace: 'Put a new file in its place before it expires; it is read again within a minute.',
    bring: 'To use a certificate of the institution',
    bringHow:
      'Put the certificate (with intermediate ones in the same file) and its key without a password at these places as PEM, then close and open the network.',
    cert: 'Certificate file',
    key: 'Key file',
  },
  join: {
    title: 'Join another host',
    hint: 'Work at the Maji of another computer instead of the store of this one. The store here stays as it is, and the menu leads back at any time.',
    address: 'Address of the host',
    example: 'https://desk.local:4871',
    addressHint: 'Type the https address that its settings show under Network.',
    look: 'Find',
    looking: 'Looking for the host',
    found: 'Found {{url}}',
    compare: 'Is the fingerprint below, letter for letter, the one its settings show under Network?',
    trusted:
      'The host uses a certificate this computer trusts already. Check that the address and the branch are right.',
    same: 'It is the same: join and start again',
    go: 'Join and start again',
    different: 'It differs: stop',
    joining: 'Joining. Maji starts again',
  },
};
