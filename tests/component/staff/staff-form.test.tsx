import { useState } from 'react';
import { expect, test } from 'vitest';
import { StaffForm } from '#renderer/features/staff/staff-form.tsx';
import { useDirectory } from '#renderer/shared/use-branch.ts';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';
import { fireEvent, screen, waitFor } from '#tests/component/render.tsx';

patiently();

/** The form of one person after the other, closed in between. */
function Forms({ of }: { of: readonly string[] }) {
  const [name, setName] = useState<string | null>(null);
  const people = useDirectory();
  const person = people?.find((one) => one.name === name) ?? null;
  return (
    <>
      {people && of.map((one) => <Opener key={one} name={one} onOpen={() => setName(one)} />)}
      {name !== null && people && (
        <StaffForm key={name} person={person} onClose={() => setName(null)} onSaved={() => setName(null)} />
      )}
    </>
  );
}

const Opener = ({ name, onOpen }: { name: string; onOpen: () => void }) => (
  <button type="button" onClick={onOpen}>
    {name}
  </button>
);

const open = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const field = (label: RegExp) => screen.findByLabelText<HTMLInputElement>(label);

test('what is typed about somebody is there again after the form was closed, for him alone, until it is saved', async () => {
  const desk = await aDesk();
  const { client } = desk.window;
  const kept = async () => (await client.drafts.mine({ branchId: desk.branchId })).map(({ kind }) => kind);
  await drawAt(desk, '한도윤', <Forms of={['송다은', '임재호']} />);
  await open('송다은');
  fireEvent.change(await field(/^자리/), { target: { value: '관리 9' } });
  await waitFor(async () => expect(await kept()).toEqual(['staff']));
  fireEvent.click(screen.getByRole('button', { name: /닫기/ }));
  await open('임재호');
  expect((await field(/^자리/)).value).toBe('관리 4');
  await open('송다은');
  expect((await field(/^자리/)).value).toBe('관리 9');
  fireEvent.click(screen.getByRole('button', { name: /^저장/ }));
  await waitFor(async () => {
    const people = await client.staff.directory({ branchId: desk.branchId });
    expect(people.find(({ name }) => name === '송다은')?.seat).toBe('관리 9');
  });
  await waitFor(async () => expect(await kept()).toEqual([]));
});

test('thrown away it is gone', async () => {
  const desk = await aDesk();
  await drawAt(desk, '한도윤', <Forms of={['새 직원']} />);
  await open('새 직원');
  fireEvent.change(await field(/^이름/), { target: { value: '조은별' } });
  fireEvent.click(screen.getByRole('button', { name: '버리기' }));
  await open('새 직원');
  expect((await field(/^이름/)).value).toBe('');
});
