import 'i18next';
import type { ko } from './resources.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof ko;
    strictInterpolationChecks: true;
  }
}
