import { describeEveryScreen } from './every-screen.ts';

describeEveryScreen('en');
