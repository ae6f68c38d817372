import { z } from 'zod';
import { role } from '#contract/rules.ts';

/** The roles of a member of staff as stored. */
export const roleList = z.array(role);
