/** A number as `tel:` and `sms:` links take it: its digits and plus, without an extension. */
export function dialled(phone: string): string {
  return phone.replace(/#.*$/, '').replace(/[^\d+]/g, '');
}
