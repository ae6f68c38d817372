/** A standard with one promise more: papers are looked through within half an hour, or it is said why not. */
export const checkedSoon = (pack: string): string =>
  pack.replace(/^version: .*$/m, "version: '9.0.0'").replace(
    /^promises:$/m,
    `promises:
  looked_through:
    label: { ko: 서류 확인, en: Papers looked through }
    starts_on: documents_arrived
    fulfilled_by: documents_checked
    deadline: { counting: elapsed, amount: 30, unit: minutes }
    reported_under: [{ source: document, clause: D1, standing: in_house }]
    late_needs_reason: true`,
  );
