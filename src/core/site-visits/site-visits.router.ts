import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { agreeVisit, cancelVisit, rescheduleVisit, tellVisitLate } from './agree-visit.service.ts';
import { visitCalendar } from './calendar.service.ts';
import { makeFeed, myFeed, revokeFeed } from './feed.service.ts';
import { changeVisit, makeVisit } from './make-visit.service.ts';
import { arriveVisit, enterVisit, finishVisit, tickVisit, undoVisitStep } from './on-site.service.ts';
import { getVisit, openVisit, previewVisit, visitBoard, visitStandard } from './site-visits.view.ts';
import { textVisit } from './text-visit.service.ts';
import { giveVisitWord } from './word-visit.service.ts';

export function siteVisitsRouter(desk: Desk, os: Os) {
  const { siteVisits } = os;
  return {
    standard: siteVisits.standard.handler(({ input, context }) => visitStandard(desk, context.call, input)),
    board: siteVisits.board.handler(({ input }) => visitBoard(desk, input)),
    get: siteVisits.get.handler(({ input, context }) => getVisit(desk, context.call, input)),
    open: siteVisits.open.handler(({ input, context }) => openVisit(desk, context.call, input)),
    calendar: siteVisits.calendar.handler(({ input, context }) => visitCalendar(desk, context.call, input)),
    preview: siteVisits.preview.handler(({ input, context }) => previewVisit(desk, context.call, input)),
    make: siteVisits.make.handler(({ input, context }) => makeVisit(desk, context.call, input)),
    change: siteVisits.change.handler(({ input, context }) => changeVisit(desk, context.call, input)),
    agree: siteVisits.agree.handler(({ input, context }) => agreeVisit(desk, context.call, input)),
    reschedule: siteVisits.reschedule.handler(({ input, context }) =>
      rescheduleVisit(desk, context.call, input),
    ),
    cancel: siteVisits.cancel.handler(({ input, context }) => cancelVisit(desk, context.call, input)),
    tellLate: siteVisits.tellLate.handler(({ input, context }) => tellVisitLate(desk, context.call, input)),
    giveWord: siteVisits.giveWord.handler(({ input, context }) => giveVisitWord(desk, context.call, input)),
    text: siteVisits.text.handler(({ input, context }) => textVisit(desk, context.call, input)),
    arrive: siteVisits.arrive.handler(({ input, context }) => arriveVisit(desk, context.call, input)),
    tick: siteVisits.tick.handler(({ input, context }) => tickVisit(desk, context.call, input)),
    undo: siteVisits.undo.handler(({ input, context }) => undoVisitStep(desk, context.call, input)),
    enter: siteVisits.enter.handler(({ input, context }) => enterVisit(desk, context.call, input)),
    finish: siteVisits.finish.handler(({ input, context }) => finishVisit(desk, context.call, input)),
    feed: siteVisits.feed.handler(({ context }) => myFeed(desk, context.call)),
    makeFeed: siteVisits.makeFeed.handler(({ input, context }) => makeFeed(desk, context.call, input)),
    revokeFeed: siteVisits.revokeFeed.handler(({ input, context }) => revokeFeed(desk, context.call, input)),
  };
}
