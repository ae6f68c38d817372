import { newId } from '#core/kernel/ids.ts';
import { agreeVisit, rescheduleVisit } from '#core/site-visits/agree-visit.service.ts';
import { makeVisit } from '#core/site-visits/make-visit.service.ts';
import { arriveVisit, tickVisit } from '#core/site-visits/on-site.service.ts';
import { visitSteps } from '#core/site-visits/visit-write.service.ts';
import { addDays } from '#core/standard/calendar.ts';
import { customers } from './customers.ts';
import type { Narrator } from './narrator.ts';
import { minutesAfter, type Timeline } from './timeline.ts';

const QUARTER = 15 * 60_000;

interface Told {
  officer: string;
  companion?: string;
  name: string;
  address: string;
  duty: string;
  purpose?: string;
}

/** A visit to a customer, told step by step. */
class StorySiteVisit {
  readonly #story: Narrator;
  readonly #officer: string;
  readonly #id: string;
  #version = 1;

  private constructor(story: Narrator, officer: string, id: string) {
    this.#story = story;
    this.#officer = officer;
    this.#id = id;
  }

  static async made(story: Narrator, told: Told): Promise<StorySiteVisit> {
    const { officer, companion, name, address, duty, purpose = '' } = told;
    const customer = customers.find((one) => one.name === name);
    if (customer === undefined) throw new RangeError(`no demo customer is called ${name}`);
    const { id } = await makeVisit(story.desk, story.as(officer), {
      requestId: newId(),
      branchId: story.branch.id,
      documentId: null,
      customerId: await story.customer(officer, customer),
      customerName: null,
      business: null,
      phone: null,
      address,
      dutyId: story.dutyId(duty),
      purpose,
      officerId: story.id(officer),
      companionId: companion === undefined ? null : story.id(companion),
      minutes: 60,
    });
    return new StorySiteVisit(story, officer, id);
  }

  get #on() {
    return { requestId: newId(), id: this.#id, expectedVersion: this.#version };
  }

  async #done(call: Promise<{ version: number }>): Promise<void> {
    this.#version = (await call).version;
  }

  /** The steps of the telephone call, then the time. */
  async agree(at: Date): Promise<void> {
    const { desk, pack } = this.#story;
    const rules = visitSteps(pack);
    const agreedAt = rules.findIndex(({ on }) => on === 'agreed');
    for (const rule of rules.slice(0, Math.max(0, agreedAt)))
      if (rule.on === 'tick') await this.tick(rule.id);
    await this.#done(agreeVisit(desk, this.#story.as(this.#officer), { ...this.#on, at, minutes: 60 }));
  }

  async move(at: Date, reason: string): Promise<void> {
    const { desk } = this.#story;
    const wish = { ...this.#on, at, minutes: 60, by: 'customer' as const, reason };
    await this.#done(rescheduleVisit(desk, this.#story.as(this.#officer), wish));
  }

  async arrive(): Promise<void> {
    const { desk } = this.#story;
    await this.#done(arriveVisit(desk, this.#story.as(this.#officer), { ...this.#on, lateReason: null }));
  }

  async tick(step: string): Promise<void> {
    const { desk } = this.#story;
    await this.#done(tickVisit(desk, this.#story.as(this.#officer), { ...this.#on, step }));
  }

  /** The first so many steps at the customer's. */
  async onSite(count: number): Promise<void> {
    const rules = visitSteps(this.#story.pack);
    const from = rules.findIndex(({ on }) => on === 'arrival') + 1;
    for (const rule of rules.slice(from).slice(0, count)) await this.tick(rule.id);
  }
}

/** Visits at the end of the story: one made yesterday, one going on, some agreed for today and later, one to agree. */
export function planSiteVisits(story: Narrator, timeline: Timeline, now: Date): void {
  if (visitSteps(story.pack).length === 0) return;
  const { calendar } = story.branch;
  const before = (minutes: number) => minutesAfter(now, -minutes);
  /** People agree on quarters of an hour. */
  const quarter = (minutes: number) =>
    new Date(Math.round(minutesAfter(now, minutes).getTime() / QUARTER) * QUARTER);
  const today = calendar.businessDate(now);
  const next = calendar.nextWorkingDay(today);
  const after = calendar.nextWorkingDay(next);
  const opening = (date: string, minutes: number) => minutesAfter(calendar.opensAt(date) ?? now, minutes);
  const tell = (minutesAgo: number, told: Told, go: (visit: StorySiteVisit) => Promise<void>) =>
    timeline.at(before(minutesAgo), async () => go(await StorySiteVisit.made(story, told)));

  let last = addDays(today, -1);
  while (!calendar.isWorkingDay(last)) last = addDays(last, -1);
  const made = opening(last, 30);
  const yesterdays = minutesAfter(made, 240);
  timeline.at(made, async () => {
    const told = { officer: '강민재', name: '문지석', address: '대전 서구 둔산로 100', duty: '보증 상담' };
    const visit = await StorySiteVisit.made(story, told);
    await visit.agree(yesterdays);
    timeline.at(minutesAfter(yesterdays, -3), () => visit.arrive());
    timeline.at(minutesAfter(yesterdays, 35), () => visit.onSite(20));
  });
  tell(
    121,
    { officer: '박서연', name: '서현준', address: '대전 유성구 테크노1로 11, 2층', duty: '보증 상담' },
    async (visit) => {
      await visit.agree(quarter(-25));
      timeline.at(quarter(-25), () => visit.arrive());
      timeline.at(before(6), () => visit.onSite(1));
    },
  );
  tell(
    110,
    {
      officer: '최민호',
      companion: '이지훈',
      name: '민보라',
      address: '대전 대덕구 대화로 106',
      duty: '보증 상담',
      purpose: '신규 보증 현장 실사',
    },
    (visit) => visit.agree(quarter(95)),
  );
  tell(
    104,
    { officer: '최민호', name: '강지원', address: '대전 중구 대종로 480', duty: '기한 연장' },
    async (visit) => {
      await visit.agree(opening(next, 60));
      await visit.move(opening(next, 300), '고객이 오전에 출장을 가심');
    },
  );
  tell(
    80,
    { officer: '강민재', name: '오혜진', address: '세종 한누리대로 411', duty: '서류 제출' },
    (visit) => visit.agree(opening(after, 120)),
  );
  tell(
    33,
    { officer: '최민호', name: '배소연', address: '대전 동구 중앙로 215', duty: '보증 상담' },
    async () => {},
  );
}
