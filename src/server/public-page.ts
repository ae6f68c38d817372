import type { PublishedStandard } from '#contract/public.ts';
import type { Language } from '#contract/rules.ts';

const words = {
  ko: {
    hours: '업무시간',
    closed: '쉼',
    lunch: (from: string, to: string) => `점심 ${from}–${to}`,
    holidays: '공휴일에는 쉽니다.',
    version: (version: string, date: string) => `${version}판 · ${date}부터 시행`,
    other: 'English',
    book: '전화상담 예약',
    none: '게시된 이행표준이 없습니다',
    noneMore: '주소를 확인하시거나 창구에 문의하세요.',
  },
  en: {
    hours: 'Office hours',
    closed: 'Closed',
    lunch: (from: string, to: string) => `lunch ${from}–${to}`,
    holidays: 'Closed on public holidays.',
    version: (version: string, date: string) => `Version ${version} · in force from ${date}`,
    other: '한국어',
    book: 'Book a call',
    none: 'No standard is published here',
    noneMore: 'Please check the address, or ask at the counter.',
  },
} as const;

const otherOf = { ko: 'en', en: 'ko' } as const;
/** Monday first, as the week is read aloud. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

/** Text as it may stand in a page, in an element or in a quoted attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** The language of a name, for whoever hears the page: it need not be the page's own. */
export const languageOf = (name: string): Language => (/\p{Script=Hangul}/u.test(name) ? 'ko' : 'en');

/** A date (`YYYY-MM-DD`) or the name of a weekday (0 is Sunday) in words. */
const dateIn = (language: Language, date: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
const weekdayIn = (language: Language, weekday: number) =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    // A Sunday and the days after it.
    new Date(Date.UTC(2023, 0, 1 + weekday)),
  );

interface Around {
  /** The page's own path, for the same page in the other language. */
  path?: string;
  /** What follows `?lang=`. */
  query?: string;
  /** Other pages to go to. */
  links?: readonly { href: string; text: string }[];
}

/** A whole page: its language, its title and what it says. `title` and `body` are words and markup. */
export function framed(language: Language, title: string, body: string, around: Around = {}): string {
  const { path = '/', query = '', links = [] } = around;
  const other = otherOf[language];
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/page.css">
</head>
<body>
<nav><a href="${path}?lang=${other}${escaped(query)}" lang="${other}" hreflang="${other}">${words[language].other}</a>${links
    .map(({ href, text }) => `<a href="${escaped(href)}">${escaped(text)}</a>`)
    .join('')}</nav>
<main>
${body}
</main>
</body>
</html>
`;
}

function hoursTable({ officeHours, closedOnPublicHolidays }: PublishedStandard, language: Language): string {
  const { hours, closed, lunch, holidays } = words[language];
  const rows = WEEK.map((weekday) => {
    const day = officeHours[weekday] ?? null;
    const open = day === null ? closed : `${day.open}–${day.close}`;
    const pause = day?.lunch ? ` <span>${lunch(day.lunch.from, day.lunch.to)}</span>` : '';
    return `<tr><th scope="row">${weekdayIn(language, weekday)}</th><td>${open}${pause}</td></tr>`;
  });
  return `<section aria-labelledby="hours">
<h2 id="hours">${hours}</h2>
<table><tbody>
${rows.join('\n')}
</tbody></table>
${closedOnPublicHolidays ? `<p>${holidays}</p>` : ''}
</section>`;
}

function groupSection({ id, title, clauses }: PublishedStandard['groups'][number]): string {
  const items = clauses.map(
    (clause) =>
      `<article><h3><span class="clause">${escaped(clause.id)}</span> ${escaped(clause.title)}</h3>\n<p>${escaped(clause.text)}</p></article>`,
  );
  return `<section aria-labelledby="${escaped(id)}">
<h2 id="${escaped(id)}">${escaped(title)}</h2>
${items.join('\n')}
</section>`;
}

/** The page of a branch's published standard: no script, to be read, printed or heard. */
export function standardPage(
  published: PublishedStandard,
  language: Language,
  { branchId, canBook = false }: { branchId?: string; canBook?: boolean } = {},
): string {
  const { institution, branch, name, version, inForceFrom, groups } = published;
  const body = `<header>
<p class="whose" lang="${languageOf(institution)}">${escaped(institution)} <strong>${escaped(branch)}</strong></p>
<h1>${escaped(name)}</h1>
<p class="version">${words[language].version(escaped(version), dateIn(language, inForceFrom))}</p>
</header>
${groups
  .filter(({ clauses }) => clauses.length > 0)
  .map(groupSection)
  .join('\n')}
${hoursTable(published, language)}`;
  const query = branchId === undefined ? '' : `&branch=${encodeURIComponent(branchId)}`;
  const book = { href: `/booking?lang=${language}${query}`, text: words[language].book };
  return framed(language, `${name} · ${institution} ${branch}`, body, {
    query,
    links: canBook ? [book] : [],
  });
}

/** Before the set-up, or for a branch that is not there. */
export function noStandardPage(language: Language): string {
  const { none, noneMore } = words[language];
  return framed(language, none, `<header><h1>${none}</h1></header>\n<p>${noneMore}</p>`);
}
