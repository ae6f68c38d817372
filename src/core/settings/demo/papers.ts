import type { DocumentWay } from '#contract/documents.ts';
import { checkDocument, itemsReceived } from '#core/documents/check-document.service.ts';
import { checklists, saveChecklist } from '#core/documents/checklists.service.ts';
import { tellCustomer, tickDocument } from '#core/documents/document-actions.service.ts';
import { sendNotice } from '#core/documents/document-messages.service.ts';
import { openDocument } from '#core/documents/documents.service.ts';
import { receiveDocument } from '#core/documents/receive-document.service.ts';
import { newId } from '#core/kernel/ids.ts';
import { sentByHand } from '#core/messages/deeds.service.ts';
import { customers } from './customers.ts';
import type { Narrator } from './narrator.ts';
import { minutesAfter, type Timeline } from './timeline.ts';

/** What has to come for each duty of the demo branch, and how the customer prepares it. */
const lists: Record<string, [name: string, how: string][]> = {
  '보증 상담': [
    ['사업자등록증 사본', '홈택스에서 사업자등록증명을 발급받으시거나 사업자등록증을 복사해 주세요.'],
    ['부가가치세 과세표준증명', '홈택스 또는 세무서 민원실에서 최근 2년분을 발급받으세요.'],
    ['임대차계약서 사본', '사업장 계약서를 모든 면이 보이게 복사해 주세요.'],
    ['국세·지방세 납세증명서', '홈택스와 정부24에서 각각 발급받으세요. 유효기간은 30일입니다.'],
  ],
  '기한 연장': [
    ['기한 연장 신청서', '창구나 누리집에서 양식을 받아 서명해 주세요.'],
    ['국세·지방세 납세증명서', '홈택스와 정부24에서 각각 발급받으세요.'],
    ['최근 매출 자료', '홈택스의 부가가치세 신고서나 카드 매출 내역을 준비해 주세요.'],
  ],
  '서류 제출': [['제출 서류', '안내받으신 서류를 그대로 보내 주세요.']],
  '약정 체결': [
    ['신분증 사본', '주민등록번호 뒷자리를 가리고 복사해 주세요.'],
    ['인감증명서', '주민센터에서 본인이 발급받으세요. 3개월 안의 것이어야 합니다.'],
    ['보증약정서', '보내 드린 약정서에 서명하고 인감을 찍어 주세요.'],
  ],
  채무·변제: [
    ['분할상환 신청서', '창구나 누리집에서 양식을 받아 서명해 주세요.'],
    ['소득 증빙 자료', '소득금액증명이나 최근 3개월 통장 내역을 준비해 주세요.'],
  ],
};

/** The checklists of the demo branch, as its manager would write them in the settings. */
export async function writeChecklists(story: Narrator, manager: string): Promise<void> {
  for (const [duty, items] of Object.entries(lists)) {
    await saveChecklist(story.desk, story.as(manager), {
      requestId: newId(),
      branchId: story.branch.id,
      dutyId: story.dutyId(duty),
      items: items.map(([name, how]) => ({ name, how })),
    });
  }
}

interface Told {
  by: string;
  officer: string;
  way: DocumentWay;
  name: string;
  duty: string;
  missing?: string[];
}

/** Papers of the demo branch: some done, some waiting for the customer, some nobody has been told of yet. */
export function planPapers(story: Narrator, timeline: Timeline, now: Date): void {
  if (story.pack.channels.document === undefined) return;
  const before = (minutes: number) => minutesAfter(now, -minutes);
  const day = 24 * 60;
  const came = (minutesAgo: number, told: Told, then: (papers: StoryPapers) => void) =>
    timeline.at(before(minutesAgo), async () => then(await StoryPapers.received(story, told)));

  const letter = { by: '김하늘', way: 'post' as const };
  came(6 * day + 90, { ...letter, officer: '박서연', name: '윤민아', duty: '보증 상담' }, (papers) => {
    timeline.at(before(6 * day + 60), () => papers.check('박서연'));
    timeline.at(before(6 * day + 55), () => papers.tellAll('박서연'));
  });
  const faxed = { by: '송다은', officer: '이지훈', way: 'fax' as const, name: '강지원', duty: '기한 연장' };
  came(3 * day + 80, { ...faxed, missing: ['최근 매출 자료'] }, (papers) => {
    timeline.at(before(3 * day + 60), () => papers.check('이지훈'));
    timeline.at(before(3 * day + 56), () => papers.tellAll('이지훈'));
  });
  const agreed = {
    by: '김하늘',
    officer: '최민호',
    way: 'counter' as const,
    name: '오혜진',
    duty: '약정 체결',
  };
  came(2 * day + 70, { ...agreed, missing: ['인감증명서'] }, (papers) => {
    timeline.at(before(2 * day + 66), () => papers.check('최민호'));
    timeline.at(before(2 * day + 60), () => papers.tellAll('최민호'));
    timeline.at(before(day + 40), () => papers.rest('최민호'));
  });
  came(74, { by: '김하늘', officer: '박서연', way: 'email', name: '배소연', duty: '보증 상담' }, (papers) => {
    timeline.at(before(58), () => papers.check('박서연'));
  });
  const bank = { by: '송다은', officer: '강민재', way: 'post' as const, name: '정미희', duty: '채무·변제' };
  came(33, { ...bank, missing: ['소득 증빙 자료'] }, () => {});
}

/** One set of papers and whoever does the next thing with it. */
class StoryPapers {
  readonly #story: Narrator;
  readonly #id: string;

  private constructor(story: Narrator, id: string) {
    this.#story = story;
    this.#id = id;
  }

  static async received(story: Narrator, told: Told): Promise<StoryPapers> {
    const sender = customers.find((one) => one.name === told.name);
    if (sender === undefined) throw new RangeError(`no demo customer is called ${told.name}`);
    const customerId = await story.customer(told.by, sender);
    const dutyId = story.dutyId(told.duty);
    const all = await checklists(story.desk, { branchId: story.branch.id });
    const items = all.find((list) => list.dutyId === dutyId)?.items ?? [];
    const { id } = await receiveDocument(story.desk, story.as(told.by), {
      requestId: newId(),
      branchId: story.branch.id,
      way: told.way,
      customerId,
      customerName: null,
      business: null,
      phone: null,
      email: told.way === 'email' ? 'customer@example.com' : '',
      title: '',
      dutyId,
      officerId: story.id(told.officer),
      items: items.map(({ name, how }) => ({ name, how, came: told.missing?.includes(name) !== true })),
      note: '',
      checked: false,
    });
    return new StoryPapers(story, id);
  }

  /** What the officer reads, and what every change of it needs. */
  async #now(officer: string) {
    const call = this.#story.as(officer);
    const view = await openDocument(this.#story.desk, call, {
      branchId: this.#story.branch.id,
      id: this.#id,
    });
    return { call, view, on: { requestId: newId(), id: view.id, expectedVersion: view.version } };
  }

  async check(officer: string): Promise<void> {
    const { call, on } = await this.#now(officer);
    await checkDocument(this.#story.desk, call, { ...on, items: [], added: [] });
  }

  /** Tells the customer whatever there is to tell, a text where the standard asks for one. */
  async tellAll(officer: string): Promise<void> {
    const { desk, branch } = this.#story;
    for (;;) {
      const { call, view, on } = await this.#now(officer);
      const step = view.steps.find(({ id }) => id === view.currentStep);
      if (step === undefined || step.needsResult) return;
      if (step.kind !== 'notice') {
        await tickDocument(desk, call, { ...on, step: step.id });
        continue;
      }
      const means = step.choices.find((one) => one.means === 'phone') ?? step.choices[0];
      if (means === undefined) return;
      if (!means.written) {
        await tellCustomer(desk, call, { ...on, step: step.id, means: means.means });
        continue;
      }
      await sendNotice(desk, call, { ...on, step: step.id, means: means.means, text: null });
      const sent = (await this.#now(officer)).view.steps.find(({ id }) => id === step.id);
      await sentByHand(desk, call, {
        requestId: newId(),
        branchId: branch.id,
        id: sent?.messageId ?? '',
        expectedVersion: 1,
        phone: 'office',
        sentAt: null,
      });
    }
  }

  /** What was missing comes. */
  async rest(officer: string): Promise<void> {
    const { call, view, on } = await this.#now(officer);
    const itemIds = view.itemList.filter(({ cameAt }) => cameAt === null).map(({ id }) => id);
    await itemsReceived(this.#story.desk, call, { ...on, itemIds });
  }
}
