import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Language, languages } from '#contract/rules.ts';
import { refuse } from '../listener.ts';
import { escaped } from '../public-page.ts';
import { publicSecurityHeaders } from '../security-headers.ts';
import { trustWords } from './trust-words.ts';

/** What the page needs to know; asked anew for each request, because certificates are renewed. */
export interface TrustFacts {
  /** `https://…/` addresses to go to, names first. */
  addresses: readonly string[];
  /** Null where an own certificate is used. */
  fingerprint: string | null;
  /** The authority's certificate, as PEM. */
  authority: string | null;
}

export const CERTIFICATE_PATH = '/maji-authority.crt';

/** Fingerprints are compared by eye, so in groups of four, as the settings draw them. */
const groups = (fingerprint: string) => fingerprint.replaceAll(':', '').match(/.{4}/g) ?? [];

const marked = (text: string) => escaped(text).replaceAll(/\*\*(.+?)\*\*/g, '<b>$1</b>');

function body(facts: TrustFacts, language: Language): string {
  const words = trustWords[language];
  const links = facts.addresses
    .map((address) => `<li><a href="${escaped(address)}">${escaped(address)}</a></li>`)
    .join('\n');
  if (facts.fingerprint === null) {
    return `<header><h1>${words.nothingTitle}</h1><p class="lead">${words.nothing}</p></header>
<ul class="go">${links}</ul>`;
  }
  const print = groups(facts.fingerprint)
    .map((group) => `<span>${group}</span>`)
    .join(' ');
  const systems = words.systems.map(
    ({ system, steps }) =>
      `<article><h3>${escaped(system)}</h3>\n<ol>${steps.map((step) => `<li>${marked(step)}</li>`).join('\n')}</ol></article>`,
  );
  return `<header><h1>${words.title}</h1><p class="lead">${words.lead}</p></header>
<section aria-labelledby="check"><h2 id="check">${words.checkTitle}</h2>
<p>${words.check}</p>
<dl class="print"><dt>${words.fingerprint}</dt><dd>${print}</dd></dl>
<p><strong>${words.stop}</strong></p>
<p><a class="press" href="${CERTIFICATE_PATH}" download>${words.download}</a></p></section>
<section aria-labelledby="systems"><h2 id="systems">${words.systemsTitle}</h2>
${systems.join('\n')}</section>
<section aria-labelledby="go"><h2 id="go">${words.goTitle}</h2>
<p>${words.go}</p>
<ul class="go">${links}</ul></section>`;
}

/** The page that explains how to trust the authority: no script, its style inside, nothing else to load. */
export class TrustPage {
  readonly #style: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #facts: () => TrustFacts;

  constructor(publicFolder: string, facts: () => TrustFacts) {
    const read = (name: string) => readFileSync(join(publicFolder, name), 'utf8');
    this.#style = `${read('page.css')}\n${read('trust.css')}`;
    this.#facts = facts;
    const hash = createHash('sha256').update(this.#style).digest('base64');
    const policy = publicSecurityHeaders['content-security-policy'] ?? '';
    this.#headers = {
      ...publicSecurityHeaders,
      'content-security-policy': policy.replace("style-src 'self'", `style-src 'sha256-${hash}'`),
    };
  }

  /** On every response of a listener that serves nothing but this page. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** Answers for the page at `at` and for the certificate; false for any other address. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL, at: string): boolean {
    if (url.pathname !== at && url.pathname !== CERTIFICATE_PATH) return false;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, { allow: 'GET, HEAD' });
      return true;
    }
    const facts = this.#facts();
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    if (url.pathname === CERTIFICATE_PATH) {
      if (facts.authority === null) refuse(response, 404);
      else this.#send(request, response, 'application/x-x509-ca-cert', facts.authority);
      return true;
    }
    const language = languages.find((known) => known === url.searchParams.get('lang')) ?? 'ko';
    this.#send(request, response, 'text/html; charset=utf-8', this.html(facts, language, at));
    return true;
  }

  html(facts: TrustFacts, language: Language, at: string): string {
    const words = trustWords[language];
    const other = language === 'ko' ? 'en' : 'ko';
    return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${facts.fingerprint === null ? words.nothingTitle : words.title}</title>
<style>${this.#style}</style>
</head>
<body>
<nav><a href="${at}?lang=${other}" lang="${other}" hreflang="${other}">${words.other}</a></nav>
<main>
${body(facts, language)}
</main>
</body>
</html>
`;
  }

  #send(request: IncomingMessage, response: ServerResponse, type: string, text: string): void {
    response.writeHead(200, { 'content-type': type });
    response.end(request.method === 'HEAD' ? undefined : text);
  }
}
