import { ORPCError } from '@orpc/server';

/** Told of what nobody foresaw; refusals are answers, not troubles. */
export type TroubleLog = (trouble: { what: string; error: unknown }) => void;

/** Passes on what a handler threw, telling `log` of anything that is no refusal. */
export function tellUnexpected(log: TroubleLog) {
  return async <T>({ next }: { next(): Promise<T> }): Promise<T> => {
    try {
      return await next();
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code === 'INTERNAL_SERVER_ERROR') {
        log({ what: 'a call failed unexpectedly', error });
      }
      throw error;
    }
  };
}
