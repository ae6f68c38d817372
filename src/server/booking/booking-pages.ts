import type { BookingDays, BookingOfferTold, BookingTold } from '#contract/public-booking.ts';
import type { Language } from '#contract/rules.ts';
import { escaped, framed, languageOf } from '../public-page.ts';
import { bookingWords, type RefusalWord } from './booking-words.ts';

/** What is asked for in the address of a booking page. */
export interface Asked {
  language: Language;
  branchId: string | null;
  dutyId: string | null;
  day: string | null;
  at: string | null;
}

/** What stands in the form, as it was typed. */
export interface Typed {
  requestId: string;
  name: string;
  phone: string;
  business: string;
  inquiry: string;
  consent: boolean;
}

export interface Trouble {
  word: RefusalWord;
  /** The field it is about; null for none. */
  field: string | null;
}

/** Nothing was wrong with what was asked: it was too much at once, or the store was busy. */
export interface Held {
  word: 'TOO_MANY_REQUESTS' | 'STORE_BUSY';
  /** When to send it again. */
  seconds: number;
}

const heldWords = ({ word, seconds }: Held, language: Language) => {
  const words = wordsOf(language);
  return `${words.refusals[word]} ${words.wait(seconds)}`;
};

const wordsOf = (language: Language) => bookingWords[language];

/** The address of a step of the booking. */
export function addressOf({ language, branchId, dutyId, day, at }: Asked, path = '/booking'): string {
  const query = new URLSearchParams({ lang: language });
  for (const [name, value] of Object.entries({ branch: branchId, duty: dutyId, day, at })) {
    if (value !== null) query.set(name, value);
  }
  return `${path}?${query}`;
}

function page(asked: Asked, title: string, body: string, path = '/booking'): string {
  const { language } = asked;
  const words = wordsOf(language);
  const nothing = { language, branchId: asked.branchId, dutyId: null, day: null, at: null };
  const query = addressOf(asked, '').replace(/^\?lang=[^&]*/, '');
  return framed(language, title, body, {
    path,
    query,
    links: [
      ...(path === '/booking' ? [] : [{ href: addressOf(nothing), text: words.title }]),
      ...(path === '/booking/look'
        ? []
        : [{ href: addressOf(nothing, '/booking/look'), text: words.lookUp }]),
      { href: addressOf(nothing, '/'), text: words.standard },
    ],
  });
}

function head(offer: Pick<BookingOfferTold, 'institution' | 'branch'>, title: string): string {
  return `<header>
<p class="whose" lang="${languageOf(offer.institution)}">${escaped(offer.institution)} <strong>${escaped(offer.branch)}</strong></p>
<h1>${escaped(title)}</h1>
</header>`;
}

const dayIn = (language: Language, date: string) =>
  new Intl.DateTimeFormat(language, {
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    timeZone: 'UTC',
  }).format(new Date(date));
const timeIn = (language: Language, at: string, timeZone: string) =>
  new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone }).format(new Date(at));
const momentIn = (language: Language, at: string, timeZone: string) =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at));

const list = (items: readonly { href: string; text: string; more?: string }[], kind: string) =>
  `<ul class="${kind}">
${items
  .map(
    ({ href, text, more }) =>
      `<li><a href="${escaped(href)}">${escaped(text)}${more === undefined ? '' : ` <span>${escaped(more)}</span>`}</a></li>`,
  )
  .join('\n')}
</ul>`;

/** Nothing can be booked here: why, and how else. */
export function closedPage(asked: Asked, offer: BookingOfferTold): string {
  const words = wordsOf(asked.language);
  const phone = offer.phone === null ? '' : `<p>${escaped(words.closedPhone(offer.phone))}</p>`;
  return page(asked, words.title, `${head(offer, words.title)}\n<p>${words.closed}</p>\n${phone}`);
}

/** The first step: what it is about. */
export function dutyPage(asked: Asked, offer: BookingOfferTold): string {
  const words = wordsOf(asked.language);
  const choices = offer.duties.map(({ id, name }) => ({
    href: addressOf({ ...asked, dutyId: id, day: null, at: null }),
    text: name,
  }));
  const clause = offer.clause === null ? '' : `<p class="version">${escaped(offer.clause.text)}</p>`;
  const body = `${head(offer, words.title)}\n${clause}\n<h2>${words.what}</h2>\n${list(choices, 'choices')}`;
  return page(asked, words.title, body);
}

const dutyName = (offer: BookingOfferTold, dutyId: string | null) =>
  offer.duties.find(({ id }) => id === dutyId)?.name ?? '';

/** The second step: a day with a free time, then a time. */
export function timePage(asked: Asked, offer: BookingOfferTold, { days }: BookingDays): string {
  const words = wordsOf(asked.language);
  const { language } = asked;
  const free = days.filter(({ times }) => times.length > 0);
  const day = free.find(({ date }) => date === asked.day);
  const steps = [
    `<p class="version">${escaped(dutyName(offer, asked.dutyId))} · ${words.length(offer.minutes)}</p>`,
    ...(asked.day !== null && day === undefined ? [`<p role="alert">${words.noneOnDay}</p>`] : []),
  ];
  if (day === undefined) {
    const choices = free.map(({ date, times }) => ({
      href: addressOf({ ...asked, day: date, at: null }),
      text: dayIn(language, date),
      more: words.free(times.length),
    }));
    steps.push(`<h2>${words.whichDay}</h2>`);
    steps.push(choices.length === 0 ? `<p>${words.none}</p>` : list(choices, 'choices'));
  } else {
    const choices = day.times.map((at) => ({
      href: addressOf({ ...asked, day: day.date, at }),
      text: timeIn(language, at, offer.timeZone),
    }));
    steps.push(`<h2>${escaped(dayIn(language, day.date))} · ${words.whichTime}</h2>`);
    steps.push(list(choices, 'times'));
    const back = { href: addressOf({ ...asked, day: null, at: null }), text: words.otherDay };
    steps.push(list([back], 'back'));
  }
  return page(asked, words.title, `${head(offer, words.title)}\n${steps.join('\n')}`);
}

interface FieldShape {
  name: string;
  label: string;
  value: string;
  hint?: string;
  required?: boolean;
  type?: string;
  autocomplete?: string;
  rows?: number;
  max: number;
}

function fieldOf(shape: FieldShape, language: Language, trouble: Trouble | null): string {
  const words = wordsOf(language);
  const { name, label, value, hint, required = true, type = 'text', autocomplete = 'off', rows, max } = shape;
  const wrong = trouble?.field === name ? words.refusals[trouble.word] : null;
  const described = [hint && `${name}-hint`, wrong && `${name}-wrong`].filter(Boolean).join(' ');
  const ties = [
    `id="${name}" name="${name}" maxlength="${max}" autocomplete="${autocomplete}"`,
    required ? 'required' : '',
    described === '' ? '' : `aria-describedby="${described}"`,
    wrong === null ? '' : 'aria-invalid="true"',
  ]
    .filter(Boolean)
    .join(' ');
  const control =
    rows === undefined
      ? `<input type="${type}" ${ties} value="${escaped(value)}">`
      : `<textarea ${ties} rows="${rows}">${escaped(value)}</textarea>`;
  return `<div class="field">
<label for="${name}">${label}${required ? ` <span class="required">${words.required}</span>` : ''}</label>
${hint === undefined ? '' : `<p class="hint" id="${name}-hint">${hint}</p>`}
${wrong === null ? '' : `<p class="wrong" id="${name}-wrong">${wrong}</p>`}
${control}
</div>`;
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${escaped(value)}">`;

/** Other times to choose from, where the chosen one has gone meanwhile. */
function timeSelect(asked: Asked, offer: BookingOfferTold, { days }: BookingDays): string {
  const { language } = asked;
  const words = wordsOf(language);
  const groups = days
    .filter(({ times }) => times.length > 0)
    .map(({ date, times }) => {
      const options = times.map(
        (at) => `<option value="${escaped(at)}">${escaped(timeIn(language, at, offer.timeZone))}</option>`,
      );
      return `<optgroup label="${escaped(dayIn(language, date))}">${options.join('')}</optgroup>`;
    });
  return `<div class="field"><label for="at">${words.time}</label><select id="at" name="at" required>${groups.join('')}</select></div>`;
}

/** The last step: who is to be called and about what. After a refusal everything typed is still there. */
export function formPage(
  asked: Asked,
  offer: BookingOfferTold,
  typed: Typed,
  refused: { trouble: Trouble; others: BookingDays | null } | null = null,
  held: Held | null = null,
): string {
  const { language, at, dutyId } = asked;
  const words = wordsOf(language);
  const trouble = refused?.trouble ?? null;
  const others = refused?.others ?? null;
  const wrongConsent = trouble?.word === 'NEEDS_CONSENT';
  const own = trouble !== null && trouble.field !== null && fields.has(trouble.field);
  const said = trouble === null ? '' : words.refusals[trouble.word];
  const why = own ? `<a href="#${trouble.field}">${said}</a>` : said;
  const alert =
    trouble === null && held === null
      ? ''
      : `<div class="alert" role="alert"><p><strong>${words.trouble}</strong></p>
<p>${held === null ? why : `${heldWords(held, language)} ${words.kept}`}</p></div>`;
  const when =
    others === null
      ? `<p class="chosen"><span>${words.chosen}</span> <strong>${escaped(momentIn(language, at ?? '', offer.timeZone))}</strong>
<span>${escaped(dutyName(offer, dutyId))}</span> <a href="${escaped(addressOf({ ...asked, at: null }))}">${words.otherTime}</a></p>`
      : timeSelect(asked, offer, others);
  const body = `${head(offer, words.title)}
${alert}
<form method="post" action="/booking">
${hidden('requestId', typed.requestId)}${hidden('lang', language)}${hidden('branch', asked.branchId ?? '')}${hidden('duty', dutyId ?? '')}${others === null ? hidden('at', at ?? '') : ''}
${when}
${fieldOf({ name: 'name', label: words.name, value: typed.name, autocomplete: 'name', max: 60 }, language, trouble)}
${fieldOf({ name: 'phone', label: words.phone, value: typed.phone, hint: words.phoneHint, type: 'tel', autocomplete: 'tel', max: 40 }, language, trouble)}
${fieldOf({ name: 'business', label: words.business, value: typed.business, required: false, autocomplete: 'organization', max: 100 }, language, trouble)}
${fieldOf({ name: 'inquiry', label: words.inquiry, value: typed.inquiry, hint: words.inquiryHint, rows: 4, max: 2000 }, language, trouble)}
<fieldset>
<legend>${words.consentTitle}</legend>
<p>${escaped(offer.consent)}</p>
${wrongConsent ? `<p class="wrong" id="consent-wrong">${words.refusals.NEEDS_CONSENT}</p>` : ''}
<label class="tick"><input type="checkbox" id="consent" name="consent" value="yes" required${typed.consent ? ' checked' : ''}${wrongConsent ? ' aria-invalid="true" aria-describedby="consent-wrong"' : ''}> ${words.consent}</label>
</fieldset>
<button type="submit">${words.book}</button>
</form>`;
  const title = alert === '' ? words.title : `${words.trouble} · ${words.title}`;
  return page(asked, title, body);
}

const fields = new Set(['name', 'phone', 'business', 'inquiry', 'consent']);

function facts(told: BookingTold, language: Language): string {
  const words = wordsOf(language);
  const { officer } = told;
  return `<dl>
<div><dt>${words.number}</dt><dd class="number">${escaped(told.number)}</dd></div>
<div><dt>${words.when}</dt><dd>${escaped(momentIn(language, told.at, told.timeZone))}</dd></div>
<div><dt>${words.who}</dt><dd lang="${languageOf(officer.name)}">${escaped(`${officer.department} ${officer.name} ${officer.title}`)}</dd></div>
<div><dt>${words.where}</dt><dd lang="${languageOf(told.institution)}">${escaped(`${told.institution} ${told.branch}`)}${told.branchPhone === null ? '' : ` · ${escaped(told.branchPhone)}`}</dd></div>
<div><dt>${words.state}</dt><dd>${words.states[told.state]}</dd></div>
</dl>`;
}

/** It is booked: the number to keep, and the promise in the words of the standard. */
export function madePage(asked: Asked, told: BookingTold): string {
  const words = wordsOf(asked.language);
  const body = `${head(told, words.madeTitle)}
<p class="said" role="status">${escaped(told.sentence)}</p>
${facts(told, asked.language)}
<p>${words.keep}</p>`;
  return page({ ...asked, dutyId: null, day: null, at: null }, words.madeTitle, body);
}

/** Asks for the number of a booking. */
export function askNumberPage(
  asked: Asked,
  typed: string,
  trouble: RefusalWord | 'unknown' | Held | null,
): string {
  const { language } = asked;
  const words = wordsOf(language);
  const wrongOf = (one: RefusalWord | 'unknown' | Held) => {
    if (typeof one === 'object') return `${heldWords(one, language)} ${words.kept}`;
    return one === 'unknown' ? words.unknown : words.refusals[one];
  };
  const wrong = trouble === null ? null : wrongOf(trouble);
  const body = `<header><h1>${words.lookTitle}</h1></header>
${wrong === null ? '' : `<div class="alert" role="alert"><p id="number-wrong">${wrong}</p></div>`}
<form method="post" action="/booking/look">
${hidden('lang', language)}${hidden('branch', asked.branchId ?? '')}
<div class="field">
<label for="number">${words.number}</label>
<p class="hint" id="number-hint">${words.lookHint}</p>
<input id="number" name="number" required maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="number-hint${wrong === null ? '' : ' number-wrong'}" value="${escaped(typed)}">
</div>
<button type="submit">${words.look}</button>
</form>`;
  return page(asked, words.lookTitle, body, '/booking/look');
}

/** What has become of a booking, and calling it off while it is one. */
export function bookingPage(
  asked: Asked,
  told: BookingTold,
  requestId: string,
  trouble: RefusalWord | null = null,
): string {
  const { language } = asked;
  const words = wordsOf(language);
  const cancel =
    told.state === 'booked'
      ? `<form method="post" action="/booking/cancel">
${hidden('requestId', requestId)}${hidden('lang', language)}${hidden('branch', asked.branchId ?? '')}${hidden('number', told.number)}
<label class="tick"><input type="checkbox" name="sure" value="yes" required> ${words.sureCancel}</label>
<button type="submit" class="plain">${words.cancel}</button>
</form>`
      : '';
  const body = `${head(told, words.lookTitle)}
${trouble === null ? '' : `<div class="alert" role="alert"><p>${words.refusals[trouble]}</p></div>`}
<p class="said" role="status">${words.states[told.state]}</p>
${facts(told, language)}
${cancel}`;
  return page(asked, words.lookTitle, body, '/booking/look');
}

/** Nothing was done, and when to try again; for where there is no form to show again. */
export function waitPage(asked: Asked, held: Held): string {
  const words = wordsOf(asked.language);
  const body = `<header><h1>${words.title}</h1></header>
<div class="alert" role="alert"><p>${heldWords(held, asked.language)}</p></div>`;
  return page(asked, words.title, body);
}
