import type { Language } from '#contract/rules.ts';
import { limitUnit } from '#contract/standard-clauses.ts';
import { deadlineFor, type PromiseRule, type StandardPack } from '#contract/standard-pack.ts';
import type { PromiseDeadline } from '#contract/standard-promises.ts';
import { dueAt } from '../deadline.ts';
import { sayTime } from '../say-time.ts';
import { inLanguage, plain, say } from '../script.ts';
import { spokenLanguage } from '../spoken-language.ts';
import { type Html, html } from './html.ts';
import { sampleBlanks, sampleCalendar, sampleMoments } from './sample.ts';
import { previewWords } from './words.ts';

/** A pack as one page of its own: what is said step by step, when promises fall due, and what reports count. */
export function previewPage(pack: StandardPack, language: Language, today: Date): string {
  const page = new Preview(pack, spokenLanguage(pack, language), today);
  return `<!doctype html>\n${page.whole().source}\n`;
}

const STYLE = `body{max-width:70rem;margin:2rem auto;padding:0 1.5rem;color:#1c1c1c;background:#fff;
font:16px/1.6 Pretendard,'Noto Sans KR',system-ui,sans-serif}h1{font-size:1.7rem}h2{margin-top:2.5rem;border-bottom:2px solid}
h3{margin:1.5rem 0 .5rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4rem .6rem;text-align:left;
vertical-align:top}code{font-size:.85em}.say{font-size:1.15em}.when{color:#555;font-size:.9em}
.tag{border:1px solid;border-radius:.3rem;padding:0 .4rem;font-size:.85em;white-space:nowrap}`;

class Preview {
  readonly #pack: StandardPack;
  readonly #language: Language;
  readonly #today: Date;

  constructor(pack: StandardPack, language: Language, today: Date) {
    this.#pack = pack;
    this.#language = language;
    this.#today = today;
  }

  get #words() {
    return previewWords[this.#language];
  }

  #told(text: Record<string, string>): string {
    return inLanguage(text, this.#language, this.#pack.language);
  }

  #said(script: string): string {
    const blanks = sampleBlanks(this.#pack, this.#language);
    return plain(say(this.#pack, script, blanks, this.#language));
  }

  #when(situation: keyof (typeof previewWords)['ko']['when'] | undefined): Html {
    return situation === undefined
      ? html``
      : html` <span class="when">(${this.#words.when[situation]})</span>`;
  }

  whole(): Html {
    const { id, version, in_force_from: from, institution, name } = this.#pack;
    const title = `${this.#told(institution)} · ${this.#told(name)}`;
    return html`<html lang="${this.#language}"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width"><style>${STYLE}</style></head><body>
<h1>${title}</h1><p>${id} ${version}, ${from}</p><p>${this.#words.lead}</p>
<h2>${this.#words.channels}</h2>${this.#channels()}
<h2>${this.#words.promises}</h2>${this.#promises()}
<h2>${this.#words.clauses}</h2>${this.#clauses()}
<h2>${this.#words.others}</h2>${this.#others()}
</body></html>`;
  }

  #channels(): Html[] {
    return Object.entries(this.#pack.channels).map(
      ([name, channel]) =>
        html`<section><h3>${this.#told(channel.label)} <code>${name}</code></h3><table>${channel.steps.map(
          (step, index) => html`<tr><td>${index + 1}</td>
<td><b>${this.#told(step.label)}</b> <span class="tag">${step.clause}</span>${this.#when(step.when)}</td>
<td>${step.says.map(({ script, when }) => html`<div class="say">${this.#said(script)}${this.#when(when)}</div>`)}
${step.hint === undefined ? '' : html`<div class="when">${this.#told(step.hint)}</div>`}
${step.choices.map(
  (choice) =>
    html`<div>▸ ${this.#told(choice.label)}${this.#when(choice.when)}${
      choice.says === undefined ? '' : html`: ${this.#said(choice.says)}`
    }</div>`,
)}</td></tr>`,
        )}</table></section>`,
    );
  }

  #promises(): Html[] {
    return Object.entries(this.#pack.promises).map(([name, rule]) => {
      const words = this.#words;
      return html`<section><h3>${this.#told(rule.label)} <code>${name}</code></h3>
<p>${words.runs}: <code>${rule.starts_on}</code> → <code>${rule.fulfilled_by}</code></p>
<ul>${rule.reported_under.map(
        ({ source, clause, standing, deadline }) =>
          html`<li>${words.counts} <span class="tag">${clause}</span> (${source}, ${words[standing]})${
            deadline === undefined ? '' : html`: ${this.#figure(deadline)}`
          }</li>`,
      )}
<li>${this.#figure(rule.deadline)}</li>
${rule.pauses.map((pause) => html`<li>${words.pauses}: ${this.#told(pause.label)} (<code>${pause.from}</code> → <code>${pause.until}</code>)</li>`)}
${rule.interim === undefined ? '' : html`<li>${words.interim}: ${this.#figure(rule.interim.every)}${rule.interim.says === undefined ? '' : html`: ${this.#said(rule.interim.says)}`}</li>`}
${rule.reminders.map((one) => html`<li>${words.warnings}: ${words[one.to]}, ${one.when === 'overdue' ? words.overdue : `${one.minutes} min ${words.before}`}</li>`)}</ul>
${this.#clock(rule)}</section>`;
    });
  }

  #figure(deadline: PromiseDeadline): string {
    if (deadline.counting === 'unstated') return this.#words.noFigure;
    if (deadline.counting === 'agreed') return this.#words.agreed;
    return `${deadline.amount} ${deadline.unit} · ${deadline.counting}`;
  }

  /** Worked examples, one row a moment, one column a figure. */
  #clock(rule: PromiseRule): Html {
    const calendar = sampleCalendar(this.#pack);
    const sources = rule.reported_under.filter(({ source }) => deadlineFor(rule, source) !== null);
    if (sources.length === 0) return html``;
    const moments = sampleMoments(calendar, this.#today);
    const told = (at: Date, now: Date) => sayTime(at, now, calendar, this.#language);
    const ago = new Date(0);
    return html`<table><tr><th>${this.#words.madeAt}</th>${sources.map(({ source }) => html`<th>${this.#words.dueAt} (${source})</th>`)}</tr>
${moments.map(
  (from) =>
    html`<tr><td>${told(from, ago)}</td>${sources.map(({ source }) => {
      const deadline = deadlineFor(rule, source);
      return html`<td>${deadline === null ? '' : told(dueAt(deadline, from, calendar), ago)}</td>`;
    })}</tr>`,
)}</table>`;
  }

  #clauses(): Html[] {
    const { groups, clauses } = this.#pack;
    return groups.map(
      (group) =>
        html`<section><h3>${this.#told(group.title)}</h3><table>${clauses
          .filter((clause) => clause.group === group.id)
          .map(
            (clause) => html`<tr><td><b>${clause.id}</b></td><td><span class="tag">${clause.kind}</span></td>
<td><b>${this.#told(clause.title)}</b><br>${this.#told(clause.text)}</td><td>${this.#measure(clause)}</td></tr>`,
          )}</table></section>`,
    );
  }

  #measure(clause: StandardPack['clauses'][number]): string {
    const { measured, atMost, unit } = this.#words;
    if (clause.kind === 'promise') return clause.promise;
    if (clause.kind === 'notice')
      return `${clause.on} → ${clause.records.at(-1)}: ${this.#figure(clause.deadline)}`;
    if (clause.kind === 'limit') {
      const figure = `${clause.at_most} ${unit[limitUnit(clause)]}`;
      return this.#language === 'ko' ? `${figure}${atMost}` : `${atMost} ${figure}`;
    }
    return `${measured}: ${clause.measured_by.join(', ')}`;
  }

  /** What is said outside the steps: an absence, a memo, a slip, a consent. */
  #others(): Html {
    const inSteps = new Set(
      Object.values(this.#pack.channels).flatMap(({ steps }) =>
        steps.flatMap(({ says, choices }) => [
          ...says.map(({ script }) => script),
          ...choices.map((one) => one.says),
        ]),
      ),
    );
    const rest = Object.keys(this.#pack.scripts).filter((script) => !inSteps.has(script));
    return html`<table>${rest.map((script) => html`<tr><td><code>${script}</code></td><td class="say">${this.#said(script)}</td></tr>`)}</table>`;
  }
}
