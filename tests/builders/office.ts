import { readFileSync } from 'node:fs';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { v7 } from 'uuid';
import { headers, type Language, type Role } from '#contract/rules.ts';
import { createFrontDesk, type FrontDesk, type Router } from '#core/app.ts';
import type { Messaging } from '#core/messages/transport.ts';
import type { NetworkDoor } from '#core/network/network-door.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { admit, aSeat, cheapHash, staffByName } from '#tests/support/seats.ts';

/** A clock that stands where it is put. */
export class StandingClock {
  #now: Date;
  constructor(now: string) {
    this.#now = new Date(now);
  }
  now(): Date {
    return this.#now;
  }
  set(now: string): void {
    this.#now = new Date(now);
  }
  /** Moves on by minutes. */
  pass(minutes: number): void {
    this.#now = new Date(this.#now.getTime() + minutes * 60_000);
  }
}

export const daejeonPack = readFileSync(
  new URL('../../assets/standards/daejeon.ko.yaml', import.meta.url),
  'utf8',
);

export interface Person {
  name: string;
  title: string;
  department: string;
  role: Role;
}

/** The people of an office unless others are told. */
export const usualPeople: Person[] = [
  { name: '이지훈', title: '주임', department: '보증팀', role: 'reception' },
  { name: '박서연', title: '대리', department: '보증팀', role: 'employee' },
  { name: '최민호', title: '과장', department: '보증팀', role: 'employee' },
  { name: '정유진', title: '대리', department: '관리팀', role: 'employee' },
  { name: '한도윤', title: '지점장', department: '지점장실', role: 'manager' },
];

export type Client = RouterClient<Router>;

/** A whole front desk over a given store, set up and asked only through its contract. */
export interface Office {
  frontDesk: FrontDesk;
  clock: StandingClock;
  branchId: string;
  dutyIds: string[];
  /** Id by name. */
  staff: Record<string, string>;
  /** A window where this person acts, signed in; nobody with null. */
  as(name: string | null, language?: Language): Client;
  close(): Promise<void>;
}

/** A new id for one intention. */
export const requestId = () => v7();

const day = { open: '09:00', close: '18:00', lunch: null };

/** 2026-11-20 is a Friday; 05:32 UTC is 14:32 in Seoul. */
export async function anOffice(
  engine: StorageEngine,
  {
    now = '2026-11-20T05:32:00.000Z',
    people = usualPeople,
    pack = daejeonPack,
    network,
    messaging,
    onFailure,
  }: {
    now?: string;
    people?: Person[];
    pack?: string;
    network?: NetworkDoor;
    messaging?: Messaging;
    onFailure?: (error: unknown) => void;
  } = {},
): Promise<Office> {
  const clock = new StandingClock(now);
  const frontDesk = await createFrontDesk({
    engine,
    clock,
    readPacks: () => [{ file: 'daejeon.ko.yaml', origin: 'shipped', text: pack }],
    version: 'test',
    network,
    messaging,
    onFailure,
    passwordCost: cheapHash,
  });
  const { db } = engine;
  const seat = aSeat();
  const window = (staffId: string | null, language: Language): Client => {
    const reqHeaders = new Headers({ [headers.window]: 'test', [headers.language]: language });
    if (staffId !== null) reqHeaders.set(headers.actor, staffId);
    return createRouterClient(frontDesk.router, {
      context: async () => {
        if (staffId !== null) await admit(db, seat.value, staffId);
        return { door: 'host', address: '127.0.0.1', local: true, seat, reqHeaders };
      },
    });
  };
  const nobody = window(null, 'ko');
  const { id: branchId } = await nobody.setup.create({
    requestId: requestId(),
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구'],
    officeHours: [null, day, day, day, day, day, null],
    duties: ['보증 상담', '기한 연장', '채무·변제'],
    staff: people.map((person) => ({ ...person, seat: `${person.department} 자리` })),
  });
  const staff = await staffByName(db);
  const [anybody] = people;
  const { duties } = await window(staff[anybody?.name ?? ''] ?? '', 'ko').settings.branch({ branchId });
  return {
    frontDesk,
    clock,
    branchId,
    dutyIds: duties.map((duty) => duty.id),
    staff,
    as: (name, language = 'ko') => window(name === null ? null : (staff[name] ?? name), language),
    close: () => frontDesk.close(),
  };
}
