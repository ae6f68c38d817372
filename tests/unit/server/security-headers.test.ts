import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, securityHeaders } from '#server/security-headers.ts';

describe('the content security policy', () => {
  it('lets nothing inline or evaluated run, and nothing from elsewhere in', () => {
    expect(contentSecurityPolicy).not.toMatch(/unsafe|\*|https?:/);
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(contentSecurityPolicy).toContain("script-src 'self';");
    expect(contentSecurityPolicy).toContain("style-src 'self';");
    expect(contentSecurityPolicy).toContain("frame-ancestors 'none'");
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
