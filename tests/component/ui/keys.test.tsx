import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { comboOf, isTextEntry, keys } from '#renderer/ui/keys.ts';
import { type KeyAction, useKeys } from '#renderer/ui/use-keys.ts';
import { act, fireEvent, render, screen } from '#tests/component/render.tsx';

const press = (target: Element, key: string, more: KeyboardEventInit & { keyCode?: number } = {}) =>
  fireEvent.keyDown(target, { key, code: codeOf(key), ...more });
const codeOf = (key: string) => (/^\d$/.test(key) ? `Digit${key}` : key);

function Keys({ actions, layer }: { actions: KeyAction[]; layer?: 'global' | 'screen' | 'panel' }) {
  useKeys(actions, layer);
  return <input aria-label="text" />;
}

test('a function key acts from anywhere, also in the middle of a text', async () => {
  const run = vi.fn();
  await render(<Keys actions={[{ combo: 'F2', run }]} layer="global" />);
  press(document.body, 'F2');
  press(screen.getByLabelText('text'), 'F2');
  expect(run).toHaveBeenCalledTimes(2);
});

test('no key acts while Hangul is being composed', async () => {
  const run = vi.fn();
  await render(<Keys actions={['F2', 'Enter', 'Escape', 'Ctrl+1'].map((combo) => ({ combo, run }))} />);
  const text = screen.getByLabelText('text');
  for (const key of ['F2', 'Enter', 'Escape']) {
    press(text, key, { isComposing: true });
    press(text, key, { keyCode: 229 });
    press(document.body, key, { keyCode: 229 });
  }
  press(text, '1', { ctrlKey: true, isComposing: true });
  expect(run).not.toHaveBeenCalled();
});

test('in a text field Enter, Backspace and digits belong to the text, and Ctrl+Enter is the primary action', async () => {
  const primary = vi.fn();
  const other = vi.fn();
  const actions = [
    { combo: 'Enter', run: primary },
    { combo: 'Backspace', run: other },
    { combo: '1', run: other },
    { combo: 'N', run: other },
  ];
  await render(<Keys actions={actions} />);
  const text = screen.getByLabelText('text');
  for (const key of ['Enter', 'Backspace', '1']) expect(press(text, key)).toBe(true);
  press(text, 'n', { code: 'KeyN' });
  expect(primary).not.toHaveBeenCalled();
  expect(other).not.toHaveBeenCalled();
  press(text, 'Enter', { ctrlKey: true });
  expect(primary).toHaveBeenCalledTimes(1);
  press(document.body, 'Backspace');
  press(document.body, '1');
  press(document.body, 'Enter');
  expect(other).toHaveBeenCalledTimes(2);
  expect(primary).toHaveBeenCalledTimes(2);
});

test('copying, pasting and undoing in a text are never taken from it', async () => {
  const run = vi.fn();
  await render(<Keys actions={['Ctrl+Z', 'Ctrl+V', 'Ctrl+Backspace'].map((combo) => ({ combo, run }))} />);
  const text = screen.getByLabelText('text');
  press(text, 'z', { code: 'KeyZ', ctrlKey: true });
  press(text, 'v', { code: 'KeyV', ctrlKey: true });
  press(text, 'Backspace', { ctrlKey: true });
  expect(run).not.toHaveBeenCalled();
});

test('a held key acts once, and its repeats do nothing else either', async () => {
  const run = vi.fn();
  await render(<Keys actions={[{ combo: 'Enter', run }]} />);
  press(document.body, 'Enter');
  const untouched = press(document.body, 'Enter', { repeat: true });
  expect(run).toHaveBeenCalledTimes(1);
  expect(untouched).toBe(false);
});

test('Enter on a button reached with Tab presses that button, not the primary action', async () => {
  const primary = vi.fn();
  const other = vi.fn();
  await render(
    <>
      <Button onPress={other}>A</Button>
      <Button variant="primary" hotkey="Enter" onPress={primary}>
        B
      </Button>
    </>,
  );
  const button = screen.getByRole('button', { name: 'A' });
  press(button, 'Enter');
  fireEvent.keyUp(button, { key: 'Enter', code: 'Enter' });
  expect(other).toHaveBeenCalledTimes(1);
  expect(primary).not.toHaveBeenCalled();
});

test('a press with the pointer leaves the focus where it was, so Enter is still the primary action', async () => {
  const primary = vi.fn();
  const other = vi.fn();
  const user = userEvent.setup();
  await render(
    <>
      <input aria-label="text" />
      <Button onPress={other}>A</Button>
      <Button variant="primary" hotkey="Enter" onPress={primary}>
        B
      </Button>
    </>,
  );
  await user.click(screen.getByRole('button', { name: 'A' }));
  await user.keyboard('{Enter}');
  expect(other).toHaveBeenCalledTimes(1);
  expect(primary).toHaveBeenCalledTimes(1);
  await user.click(screen.getByLabelText('text'));
  await user.click(screen.getByRole('button', { name: 'A' }));
  expect(document.activeElement).toBe(screen.getByLabelText('text'));
});

test('an open panel keeps Enter and Escape from the screen; other keys still reach it', async () => {
  const next = vi.fn();
  const back = vi.fn();
  const close = vi.fn();
  const actions = [
    { combo: 'Enter', run: next },
    { combo: 'Escape', run: next },
    { combo: 'Backspace', run: back },
  ];
  const view = (open: boolean) => (
    <>
      <Keys actions={actions} />
      {open && (
        <InlinePanel title="Reason" onClose={close}>
          <p>why</p>
        </InlinePanel>
      )}
    </>
  );
  const { rerender } = await render(view(true));
  press(document.body, 'Enter');
  press(document.body, 'Escape');
  press(document.body, 'Backspace');
  expect(next).not.toHaveBeenCalled();
  expect(close).toHaveBeenCalledTimes(1);
  expect(back).toHaveBeenCalledTimes(1);
  rerender(view(false));
  press(document.body, 'Enter');
  expect(next).toHaveBeenCalledTimes(1);
});

test('the primary action of an open panel wins over that of the screen, wherever it was mounted', async () => {
  const inPanel = vi.fn();
  const onScreen = vi.fn();
  await render(
    <>
      <InlinePanel title="Reason">
        <Button hotkey="Enter" onPress={inPanel}>
          save
        </Button>
      </InlinePanel>
      <Button variant="primary" hotkey="Enter" onPress={onScreen}>
        next
      </Button>
    </>,
  );
  press(document.body, 'Enter');
  expect(inPanel).toHaveBeenCalledTimes(1);
  expect(onScreen).not.toHaveBeenCalled();
});

test('keys go when their component goes, and always run the newest action', async () => {
  const first = vi.fn();
  const second = vi.fn();
  const { rerender, unmount } = await render(<Keys actions={[{ combo: 'F4', run: first }]} />);
  rerender(<Keys actions={[{ combo: 'F4', run: second }]} />);
  press(document.body, 'F4');
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledTimes(1);
  act(unmount);
  press(document.body, 'F4');
  expect(second).toHaveBeenCalledTimes(1);
  expect(keys.bindings()).toHaveLength(0);
});

test('letters and digits are told by position, so Hangul mode and the number pad change nothing', () => {
  expect(comboOf(new KeyboardEvent('keydown', { key: 'ㅜ', code: 'KeyN', ctrlKey: true }))).toBe('Ctrl+N');
  expect(comboOf(new KeyboardEvent('keydown', { key: '1', code: 'Numpad1' }))).toBe('1');
  expect(comboOf(new KeyboardEvent('keydown', { key: 'ArrowLeft', code: 'ArrowLeft' }))).toBe('Left');
});

test('what counts as typing: text inputs, choices and date parts, not ticks and buttons', () => {
  const at = (html: string) => {
    const box = document.createElement('div');
    box.innerHTML = html;
    return isTextEntry(box.firstElementChild);
  };
  expect(at('<input>')).toBe(true);
  expect(at('<textarea></textarea>')).toBe(true);
  expect(at('<select></select>')).toBe(true);
  expect(at('<div role="spinbutton"></div>')).toBe(true);
  expect(at('<input type="checkbox">')).toBe(false);
  expect(at('<button></button>')).toBe(false);
});

test('Enter goes on from a part of a time, where digits and arrows stay with the part', async () => {
  const run = vi.fn();
  const bound = ['Enter', '1', 'Backspace'].map((combo) => ({ combo, run: () => run(combo) }));
  await render(
    <>
      <Keys actions={bound} />
      <div role="spinbutton" aria-label="hour" aria-valuenow={14} tabIndex={0} />
    </>,
  );
  for (const key of ['1', 'Backspace', 'Enter']) press(screen.getByLabelText('hour'), key);
  expect(run.mock.calls).toEqual([['Enter']]);
});
