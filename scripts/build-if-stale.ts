import { build, isStale } from './lib/build.ts';

// What a command runs before it uses what is built.
if (isStale()) {
  console.log('Building the interface …');
  build();
}
