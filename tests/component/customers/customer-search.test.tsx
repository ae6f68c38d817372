import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import type { CustomerHit } from '#contract/customers.ts';
import { CustomerSearch } from '#renderer/shared/customer-search/customer-search.tsx';
import { aDesk, drawAt, patiently } from '#tests/component/desk.tsx';

patiently();
// jsdom has no places to scroll to.
Element.prototype.scrollIntoView = () => {};

function Box({ onChoose }: { onChoose: (hit: CustomerHit) => void }) {
  const [query, setQuery] = useState('');
  return <CustomerSearch query={query} onQuery={setQuery} onChoose={onChoose} />;
}

test('Enter before the host has answered means whoever fits what is typed, not whom the list showed before', async () => {
  const chosen = vi.fn<(hit: CustomerHit) => void>();
  await drawAt(await aDesk(), '이지훈', <Box onChoose={chosen} />);
  const user = userEvent.setup({ delay: null });
  const box = screen.getByRole('combobox');
  await user.type(box, 'ㄱㅁㅅ');
  await screen.findByRole('option', { name: /김○수/ });
  await user.tripleClick(box);
  await user.keyboard('8821{Enter}');
  await waitFor(() => expect(chosen).toHaveBeenCalled());
  expect(chosen.mock.calls.map(([{ name }]) => name)).toEqual(['정○호']);
});
