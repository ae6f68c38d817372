/** Puts text on the clipboard; false where this window may not. The desktop shell gives no permission to ask for. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const holder = Object.assign(document.createElement('textarea'), { value: text, readOnly: true });
  holder.style.cssText = 'position:fixed;opacity:0';
  document.body.append(holder);
  holder.select();
  const copied = document.execCommand('copy');
  holder.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
