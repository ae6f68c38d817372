import { randomUUID } from 'node:crypto';
import { ORPCError, type RouterClient } from '@orpc/server';
import type { BookingOfferTold } from '#contract/public-booking.ts';
import { type Language, languages } from '#contract/rules.ts';
import type { PublicRouter } from '#core/public/public.router.ts';
import {
  type Asked,
  askNumberPage,
  bookingPage,
  closedPage,
  dutyPage,
  formPage,
  type Held,
  madePage,
  type Trouble,
  type Typed,
  timePage,
  waitPage,
} from './booking-pages.ts';
import { isRefusalWord, type RefusalWord } from './booking-words.ts';

export interface Page {
  status: number;
  html: string;
}

type Client = RouterClient<PublicRouter>;

const page = (html: string, status = 200): Page => ({ status, html });

/** What a query or a form asks for; anything that is no such value counts as not given. */
export function askedOf(given: URLSearchParams, usual: Language = 'ko'): Asked {
  const value = (name: string) => given.get(name) || null;
  return {
    language: languages.find((known) => known === given.get('lang')) ?? usual,
    branchId: value('branch'),
    dutyId: value('duty'),
    day: value('day'),
    at: value('at'),
  };
}

interface Refusal {
  code: string;
  data?: { reason?: unknown; field?: unknown; issues?: { message?: unknown; path?: unknown[] }[] };
}

/** A refusal in words a customer reads; anything else is thrown on. */
function troubleOf(error: unknown): Trouble {
  if (!(error instanceof ORPCError)) throw error;
  const { code, data } = error as unknown as Refusal;
  if (code === 'REFUSED') {
    const { reason, field } = data ?? {};
    return {
      word: isRefusalWord(reason) ? reason : 'OTHER',
      field: typeof field === 'string' ? field : null,
    };
  }
  if (code !== 'BAD_REQUEST') throw error;
  const issue = data?.issues?.find(({ message }) => isRefusalWord(message)) ?? data?.issues?.[0];
  const word: RefusalWord = isRefusalWord(issue?.message) ? issue.message : 'OTHER';
  return { word, field: issue?.path?.[0] === undefined ? null : String(issue.path[0]) };
}

/** Troubles after which another time has to be chosen. */
const needsOtherTime = new Set<RefusalWord>([
  'SLOT_TAKEN',
  'SLOT_NOT_OFFERED',
  'OFFICER_AWAY',
  'BRANCH_CLOSED',
  'TIME_IN_PAST',
]);

export type Step = 'book' | 'look' | 'cancel';

/** The pages of booking a call, drawn whole on the host: they work without any script. */
export class BookingSite {
  readonly #client: Client;
  /** What was offered last, by branch and language: a form is drawn again from it without asking the store. */
  readonly #offers = new Map<string, BookingOfferTold>();
  #askedInFlood = Number.NEGATIVE_INFINITY;

  constructor(client: Client) {
    this.#client = client;
  }

  #branch({ branchId }: Asked) {
    return branchId === null ? {} : { branchId };
  }

  async #offer(asked: Asked): Promise<BookingOfferTold> {
    const offer = await this.#client.booking.offer({ ...this.#branch(asked), language: asked.language });
    this.#offers.set(offerKey(asked), offer);
    return offer;
  }

  /**
   * Whoever sent a form was shown it: only after a start of the host is its offer not known. Of a flood, which may name any
   * branch, the store is asked once a second.
   */
  async #offerAgain(asked: Asked, isFlood: boolean): Promise<BookingOfferTold | null> {
    const now = performance.now();
    if (isFlood && now - this.#askedInFlood < 1000) return null;
    if (isFlood) this.#askedInFlood = now;
    return await this.#offer(asked).catch(() => null);
  }

  /** The form as it was sent, where nothing came of it through no fault of the customer's. */
  async held(step: Step, form: URLSearchParams, held: Held): Promise<Page> {
    const asked = askedOf(form);
    const status = held.word === 'STORE_BUSY' ? 503 : 429;
    if (step !== 'book') return page(askNumberPage(asked, form.get('number') ?? '', held), status);
    const offer = this.#offers.get(offerKey(asked)) ?? (await this.#offerAgain(asked, status === 429));
    if (offer === null || asked.at === null || Number.isNaN(Date.parse(asked.at))) {
      return page(waitPage(asked, held), status);
    }
    return page(formPage(asked, offer, typedOf(form), null, held), status);
  }

  /** The step an address asks for. */
  async show(asked: Asked): Promise<Page> {
    const { day, at } = asked;
    const { booking } = this.#client;
    const offer = await this.#offer(asked);
    const [only, other] = offer.duties;
    if (!offer.open || only === undefined) return page(closedPage(asked, offer));
    const named = offer.duties.find(({ id }) => id === asked.dutyId);
    const duty = named ?? (other === undefined ? only : undefined);
    if (duty === undefined) return page(dutyPage(asked, offer));
    const dutyId = duty.id;
    const days = await booking.days({ ...this.#branch(asked), dutyId });
    const isFree = days.days.some(({ times }) => at !== null && times.includes(at));
    if (!isFree) return page(timePage({ ...asked, dutyId, day, at: null }, offer, days));
    return page(formPage({ ...asked, dutyId }, offer, emptyForm()));
  }

  /** The form was sent. */
  async book(form: URLSearchParams): Promise<Page> {
    const asked = askedOf(form);
    const { language, dutyId, at } = asked;
    const typed = typedOf(form);
    const { booking } = this.#client;
    const where = this.#branch(asked);
    try {
      const told = await booking.make({
        ...where,
        ...typed,
        dutyId: dutyId ?? '',
        at: at ?? '',
        consent: typed.consent as true,
        language,
      });
      return page(madePage(asked, told));
    } catch (error) {
      const trouble = troubleOf(error);
      const offer = await this.#offer(asked);
      if (!offer.open || dutyId === null || at === null) return await this.show(asked);
      const isTime = needsOtherTime.has(trouble.word) || trouble.field === 'at';
      const others = isTime ? await booking.days({ ...where, dutyId }) : null;
      // What was refused may be sent again as another wish.
      const again = { ...typed, requestId: randomUUID() };
      return page(formPage(asked, offer, again, { trouble, others }), 422);
    }
  }

  lookForm(asked: Asked): Page {
    return page(askNumberPage(asked, '', null));
  }

  /** What has become of a booking. */
  async look(form: URLSearchParams): Promise<Page> {
    const asked = askedOf(form);
    const number = form.get('number') ?? '';
    try {
      const told = await this.#client.booking.look({ number, language: asked.language });
      return page(bookingPage(asked, told, randomUUID()));
    } catch (error) {
      return notFoundOr(error, (word) => page(askNumberPage(asked, number, word), 422));
    }
  }

  /** The customer calls it off. */
  async cancel(form: URLSearchParams): Promise<Page> {
    const asked = askedOf(form);
    const { language } = asked;
    const number = form.get('number') ?? '';
    const requestId = form.get('requestId') ?? '';
    const { booking } = this.#client;
    if (form.get('sure') !== 'yes') return await this.look(form);
    try {
      return page(bookingPage(asked, await booking.cancel({ number, requestId, language }), requestId));
    } catch (error) {
      if (error instanceof ORPCError && error.code === 'NOT_FOUND') {
        return page(askNumberPage(asked, number, 'unknown'), 422);
      }
      const { word } = troubleOf(error);
      return page(bookingPage(asked, await booking.look({ number, language }), randomUUID(), word), 422);
    }
  }
}

const offerKey = ({ branchId, language }: Asked) => `${branchId} ${language}`;

function notFoundOr(error: unknown, draw: (word: RefusalWord | 'unknown') => Page): Page {
  if (error instanceof ORPCError && error.code === 'NOT_FOUND') return draw('unknown');
  return draw(troubleOf(error).word);
}

const emptyForm = (): Typed => ({
  requestId: randomUUID(),
  name: '',
  phone: '',
  business: '',
  inquiry: '',
  consent: false,
});

const typedOf = (form: URLSearchParams): Typed => ({
  requestId: form.get('requestId') ?? '',
  name: form.get('name') ?? '',
  phone: form.get('phone') ?? '',
  business: form.get('business') ?? '',
  inquiry: form.get('inquiry') ?? '',
  consent: form.get('consent') === 'yes',
});
