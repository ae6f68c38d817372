import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The rules of accessibility a page breaks, each with where. */
export async function axeComplaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** What a glance or a finger would stumble over: sideways scrolling, small letters, small targets, cut words. */
export function seenComplaints(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const name = (element: Element) => {
      const text = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return `<${element.tagName.toLowerCase()} class="${element.className}"> ${text.trim().slice(0, 40)}`;
    };
    // Paper has the sizes of paper.
    const onPaper = (element: Element) => element.closest('[data-print-sheet], article') !== null;
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      // What is there for screen readers alone, or until it has the focus.
      const hidden = [...ancestors(element)].some((one) => getComputedStyle(one).clipPath === 'inset(50%)');
      return !hidden && width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
    };
    function* ancestors(element: Element) {
      for (let one: Element | null = element; one; one = one.parentElement) yield one;
    }

    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.add(`the page scrolls sideways: ${root.scrollWidth}`);
    const bar = document.querySelector('header:has(+ main)');
    // A line that is lost is said there as well, and may take the room it needs.
    const isLost = bar?.querySelector('.lucide-cloud-off') !== null;
    if (bar && !isLost && bar.clientHeight > 72) found.add(`the top bar takes two rows: ${bar.clientHeight}`);
    for (const element of document.querySelectorAll('body *')) {
      const { overflowX } = getComputedStyle(element);
      if (element.scrollWidth <= element.clientWidth + 1 || onPaper(element)) continue;
      if (overflowX === 'auto' || overflowX === 'scroll') found.add(`scrolls sideways: ${name(element)}`);
      const cuts = overflowX === 'hidden' || overflowX === 'clip';
      if (cuts && isSeen(element) && !(element instanceof HTMLInputElement))
        found.add(`cut: ${name(element)}`);
    }

    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (!element || !texts.currentNode.textContent?.trim() || !isSeen(element) || onPaper(element))
        continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < 15) found.add(`letters of ${size} px: ${name(element)}`);
    }

    const targets =
      'button, a[href], input, select, textarea, [role=button], [role=option], [role=radio], [role=checkbox]';
    for (const element of document.querySelectorAll<HTMLElement>(targets)) {
      // The whole line of a box to tick is its target, and the frame drawn around a box to write in.
      const frame = element.parentElement ?? element;
      const isFramed = element.matches('input') && frame.offsetHeight - element.offsetHeight <= 2;
      const target = element.closest('label') ?? (isFramed ? frame : element);
      if (!isSeen(target) || onPaper(element)) continue;
      const { width, height } = target.getBoundingClientRect();
      if (width < 47.5 || height < 47.5)
        found.add(`a target of ${Math.round(width)}×${Math.round(height)}: ${name(element)}`);
    }
    return [...found];
  });
}

/**
 * Presses Tab all the way round. Complains of every control that Tab does not reach – one stop for each group that
 * the arrows walk through – and of every stop where nobody sees the focus.
 */
export async function tabComplaints(page: Page): Promise<string[]> {
  const stops = await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    getSelection()?.removeAllRanges();
    const groups = '[role=radiogroup], [role=listbox], [data-column], .react-aria-DateInput';
    const focusable = [
      ...document.querySelectorAll<HTMLElement>(
        'button, a[href], input:not([tabindex="-1"]), select, textarea, [role=spinbutton], [tabindex="0"]',
      ),
    ].filter((element) => {
      // The arrows walk through the options of a box that has the focus itself.
      const disabled = element.matches(':disabled, [aria-disabled=true], [data-disabled], [role=option]');
      return !disabled && element.checkVisibility({ visibilityProperty: true });
    });
    let count = 0;
    for (const element of focusable) {
      const group = element.closest(groups) ?? element;
      element.dataset.tabStop = group.getAttribute('data-tab-group') ?? `${count}`;
      group.setAttribute('data-tab-group', element.dataset.tabStop);
      count += 1;
    }
    return [...new Set(focusable.map((element) => element.dataset.tabStop ?? ''))];
  });
  const reached = new Set<string>();
  const unseen = new Set<string>();
  for (let press = 0; press < stops.length * 3 + 20 && reached.size < stops.length; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const shows = (one: Element | null) => {
        if (!one) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      };
      const box = element.nextElementSibling;
      const seen =
        shows(element) ||
        shows(element.closest('label')) ||
        shows(element.closest('.react-aria-DateInput')) ||
        (element.matches('input') && shows(element.parentElement)) ||
        (element.matches('input[type=checkbox]') && shows(box)) ||
        element.matches('[data-focused]');
      const { width, height } = element.getBoundingClientRect();
      const what = `<${element.tagName.toLowerCase()} class="${element.className}"> ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`;
      return { stop: element.dataset.tabStop ?? '', seen: seen && width > 0 && height > 0, what };
    });
    // Between the last control and the first the browser's own bar has the focus.
    if (at === null) continue;
    if (at.stop !== '') reached.add(at.stop);
    if (!at.seen) unseen.add(`the focus is not seen: ${at.what}`);
  }
  const missed = stops.filter((stop) => !reached.has(stop));
  const names = await page.evaluate(
    (all) =>
      all.map((stop) => {
        const element = document.querySelector(`[data-tab-stop="${stop}"]`);
        return `Tab does not reach: <${element?.tagName.toLowerCase()} class="${element?.className}"> ${(element?.textContent ?? '').trim().slice(0, 40)}`;
      }),
    missed,
  );
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-tab-stop], [data-tab-group]')) {
      element.removeAttribute('data-tab-stop');
      element.removeAttribute('data-tab-group');
    }
    (document.activeElement as HTMLElement | null)?.blur();
  });
  return [...names, ...unseen];
}
