/** Text as HTML; everything a pack says goes through here. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

/** A piece of HTML, so that text cannot be taken for one. */
export class Html {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Value = string | number | Html | readonly Html[] | null | false;

const written = (value: Value): string => {
  if (value === null || value === false) return '';
  if (value instanceof Html) return value.source;
  return typeof value === 'object' ? value.map((one) => one.source).join('') : escapeHtml(String(value));
};

/** `html\`<p>${text}</p>\``: values are escaped, pieces are not. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((text, part, index) => text + written(values[index - 1] ?? null) + part));
}
