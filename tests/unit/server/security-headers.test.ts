import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, pressableStyle, securityHeaders } from '#server/security-headers.ts';

describe('the content security policy', () => {
  it('lets nothing inline or evaluated run, and nothing from elsewhere in', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/);
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("script-src 'self';");
    expect(contentSecurityPolicy).toContain("frame-ancestors 'none'");
  });

  it('knows the one style element the library in use puts into the page', () => {
    const library = dirname(createRequire(import.meta.url).resolve('react-aria/package.json'));
    const source = readFileSync(join(library, 'dist/private/interactions/usePress.mjs'), 'utf8');
    const attribute = /PRESSABLE_ATTRIBUTE = '([\w-]+)'/.exec(source)?.[1] ?? '';
    const text = /style\.textContent = `([^`]+)`\.trim\(\)/.exec(source)?.[1] ?? '';
    expect(text.replace(/\$\{[^}]+\}/, attribute).trim()).toBe(pressableStyle);
  });
});

it('every response keeps to itself', () => {
  expect(securityHeaders).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(securityHeaders['permissions-policy']).toContain('camera=()');
});
