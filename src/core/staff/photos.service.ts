import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { type OnStaff, ownStaff } from './staff.service.ts';

const PHOTO_LIMIT = 1024 * 1024;
type MediaType = 'image/jpeg' | 'image/png' | 'image/webp';

export async function setPhoto(
  desk: Desk,
  call: Call,
  input: OnStaff & { photo: { mediaType: MediaType; base64: string } | null },
) {
  return await mutate(desk, call, 'staff.setPhoto', input, async (unit) => {
    const row = await ownStaff(unit, input);
    await unit.trx.deleteFrom('staff_photo').where('staff_id', '=', row.id).execute();
    if (input.photo !== null) {
      const bytes = Buffer.from(input.photo.base64, 'base64');
      if (bytes.length > PHOTO_LIMIT) throw refuse('PHOTO_TOO_LARGE', 'photo');
      await unit.trx
        .insertInto('staff_photo')
        .values({ staff_id: row.id, media_type: input.photo.mediaType, bytes, updated_at: unit.at })
        .execute();
    }
    const version = row.version + 1;
    await unit.trx.updateTable('staff').set({ version }).where('id', '=', row.id).execute();
    return { entity: 'staff', id: row.id, version };
  });
}

/** The picture of somebody of the actor's branch; null where there is none. */
export async function photoOf(desk: Desk, call: Call, id: string) {
  const row = await desk.engine.db
    .selectFrom('staff_photo')
    .innerJoin('staff', 'staff.id', 'staff_photo.staff_id')
    .select(['staff_photo.media_type', 'staff_photo.bytes'])
    .where('staff_photo.staff_id', '=', id)
    .where('staff.branch_id', '=', actorOf(call).branchId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return { mediaType: row.media_type as MediaType, base64: Buffer.from(row.bytes).toString('base64') };
}
