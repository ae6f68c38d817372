import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ChipGroup, ToggleChips } from '#renderer/ui/chips.tsx';
import { Select, TextArea, TextField } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { fireEvent, render, screen, within } from '#tests/component/render.tsx';

const purposes = [
  { id: 'guarantee', label: '보증 상담', hotkey: '1' },
  { id: 'extension', label: '기한 연장', hotkey: '2' },
  { id: 'other', label: '기타' },
] as const;

function Purpose({ onNext }: { onNext?: () => void }) {
  const [value, setValue] = useState<'guarantee' | 'extension' | 'other' | null>(null);
  return (
    <>
      <ChipGroup label="용건" choices={purposes} value={value} onChange={setValue} />
      <Button variant="primary" hotkey="Enter" onPress={() => onNext?.()}>
        다음
      </Button>
    </>
  );
}

const chosen = () => screen.queryByRole('radio', { checked: true })?.textContent ?? null;

test('a chip is chosen by its key, by touch, or with arrows and Space; Enter then goes on', async () => {
  const onNext = vi.fn();
  const user = userEvent.setup();
  await render(<Purpose onNext={onNext} />);
  await user.keyboard('2');
  expect(chosen()).toContain('기한 연장');
  await user.click(screen.getByRole('radio', { name: '기타' }));
  expect(chosen()).toBe('기타');
  await user.tab();
  await user.keyboard('{ArrowRight} ');
  expect(chosen()).toContain('보증 상담');
  await user.keyboard('{ArrowRight}{Enter}');
  expect(chosen()).toContain('보증 상담');
  expect(onNext).toHaveBeenCalledTimes(1);
});

test('several chips switch one by one', async () => {
  const onChange = vi.fn();
  const user = userEvent.setup();
  await render(<ToggleChips label="용건" choices={purposes} values={['other']} onChange={onChange} />);
  await user.click(screen.getByRole('checkbox', { name: '기한 연장' }));
  expect(onChange).toHaveBeenLastCalledWith(['other', 'extension']);
  await user.click(screen.getByRole('checkbox', { name: '기타' }));
  expect(onChange).toHaveBeenLastCalledWith([]);
});

test('a button shows its key, acts on it and on a press, and does neither while disabled', async () => {
  const run = vi.fn();
  const user = userEvent.setup();
  const view = (disabled: boolean) => (
    <Button hotkey="F4" disabled={disabled} onPress={run}>
      새 메모
    </Button>
  );
  const { rerender } = await render(view(false));
  const button = screen.getByRole('button', { name: '새 메모' });
  expect(button.textContent).toContain('F4');
  expect(button.getAttribute('aria-keyshortcuts')).toBe('F4');
  await user.keyboard('{F4}');
  await user.click(button);
  expect(run).toHaveBeenCalledTimes(2);
  rerender(view(true));
  await user.keyboard('{F4}');
  await user.click(button);
  expect(run).toHaveBeenCalledTimes(2);
});

test('a field ties its label, hint and refusal together and keeps what was typed', async () => {
  const view = (error?: string) => (
    <TextField
      label="전화번호"
      hint="지역번호부터"
      value="010-12"
      onChange={() => {}}
      required
      {...(error ? { error } : {})}
    />
  );
  const { rerender } = await render(view());
  const input = screen.getByRole<HTMLInputElement>('textbox', { name: /전화번호/ });
  expect(input.getAttribute('aria-required')).toBe('true');
  expect(describedBy(input)).toBe('지역번호부터');
  rerender(view('읽을 수 없습니다.'));
  expect(screen.getByRole('alert').textContent).toBe('읽을 수 없습니다.');
  expect(describedBy(input)).toContain('읽을 수 없습니다.');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(input.value).toBe('010-12');
});

const describedBy = (element: Element) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

test('text, choice and tick hand over what the person did', async () => {
  const seen: unknown[] = [];
  await render(
    <>
      <TextArea label="용건" value="" onChange={(value) => seen.push(value)} />
      <Select
        label="담당자"
        value={null}
        onChange={(value) => seen.push(value)}
        options={[{ id: 'park', label: '박서연 대리' }]}
      />
      <Checkbox checked={false} onChange={(value) => seen.push(value)}>
        동의
      </Checkbox>
    </>,
  );
  fireEvent.change(screen.getByLabelText('용건'), { target: { value: '만기 연장' } });
  expect(within(screen.getByLabelText('담당자')).getByText('고르세요')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('담당자'), { target: { value: 'park' } });
  fireEvent.click(screen.getByLabelText('동의'));
  expect(seen).toEqual(['만기 연장', 'park', true]);
});

function Due() {
  const [time, setTime] = useState<string | null>('15:30');
  const [day, setDay] = useState<string | null>('2026-11-20');
  return (
    <>
      <TimeField label="회신 시각" value={time} onChange={setTime} />
      <DateField label="날짜" value={day} onChange={setDay} error="지난 날입니다." />
      <output>{`${day} ${time}`}</output>
    </>
  );
}

test('a time is typed as four digits in 24 hours, a date by its parts', async () => {
  const user = userEvent.setup();
  await render(<Due />);
  const time = screen.getByRole('group', { name: '회신 시각' });
  await user.click(within(time).getAllByRole('spinbutton')[0] as HTMLElement);
  await user.keyboard('0905');
  expect(screen.getByRole('status').textContent).toBe('2026-11-20 09:05');
  expect(screen.getByText('지난 날입니다.')).toBeTruthy();
});

test('a panel that was asked for takes the focus and gives it back', async () => {
  function Asked() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <input aria-label="before" />
        <Button hotkey="F4" onPress={() => setOpen(true)}>
          열기
        </Button>
        {open && (
          <InlinePanel title="사유" takesFocus onClose={() => setOpen(false)}>
            <TextField label="사유" value="" onChange={() => {}} autoFocus />
          </InlinePanel>
        )}
      </>
    );
  }
  const user = userEvent.setup();
  await render(<Asked />);
  await user.click(screen.getByLabelText('before'));
  await user.keyboard('{F4}');
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: '사유' }));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region')).toBeNull();
  expect(document.activeElement).toBe(screen.getByLabelText('before'));
});
