export { sayConsent } from './consent.ts';
