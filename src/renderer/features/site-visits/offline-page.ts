import type { SiteVisitView } from '#contract/site-visits.ts';
import { CODE_MARK } from './offline-code.ts';
import { script } from './offline-script.ts';
import { sheet } from './offline-style.ts';
import type { PageWords } from './use-page-words.ts';

/** What the page shows and remembers. */
function contentOf(visit: SiteVisitView, words: PageWords) {
  const plain = (say: SiteVisitView['steps'][number]['say']) => say.map(({ text }) => text).join('');
  return {
    words,
    mark: CODE_MARK,
    visit: visit.id,
    house: `${visit.institution} ${visit.branch}`,
    channel: visit.channel,
    name: [visit.customerName, visit.business].filter(Boolean).join(' · '),
    phone: visit.phone,
    address: visit.address,
    purpose: [visit.duty, visit.purpose].filter(Boolean).join(' · '),
    // Done already is done: the page is for what is left.
    steps: visit.steps
      .filter(({ doneAt, on }) => doneAt === null && on !== 'agreed')
      .map(({ id, clause, label, hint, say }) => ({ id, clause, label, hint, say: plain(say) })),
  };
}

/**
 * A page of one file that needs no network: it shows the visit, keeps each tick with its time in the phone, and hands
 * them back as a file or a code (`offline-code.ts` reads it). It may load nothing and send nothing anywhere.
 */
export function offlinePage(visit: SiteVisitView, words: PageWords): string {
  const content = JSON.stringify(contentOf(visit, words)).replaceAll('<', '\\u003c');
  const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="${words.language === 'en' ? 'en' : 'ko'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${words.title.replaceAll('<', '')}</title>
<style>${sheet}</style>
</head>
<body>
<main id="page"></main>
<script type="application/json" id="content">${content}</script>
<script>${script}</script>
</body>
</html>
`;
}
