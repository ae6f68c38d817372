import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { absenceReasons, comeBack, setAbsence } from './absences.service.ts';
import { photoOf, setPhoto } from './photos.service.ts';
import { addStaff, changeStaff, directory, setStaffActive } from './staff.service.ts';

export function staffRouter(desk: Desk, os: Os) {
  return {
    directory: os.staff.directory.handler(({ input, context }) =>
      directory(desk, context.call, input.branchId),
    ),
    add: os.staff.add.handler(({ input, context }) => addStaff(desk, context.call, input)),
    change: os.staff.change.handler(({ input, context }) => changeStaff(desk, context.call, input)),
    setActive: os.staff.setActive.handler(({ input, context }) => setStaffActive(desk, context.call, input)),
    setPhoto: os.staff.setPhoto.handler(({ input, context }) => setPhoto(desk, context.call, input)),
    photo: os.staff.photo.handler(({ input, context }) => photoOf(desk, context.call, input.id)),
    absenceReasons: os.staff.absenceReasons.handler(({ input, context }) =>
      absenceReasons(desk, context.call, input.branchId),
    ),
    setAbsence: os.staff.setAbsence.handler(({ input, context }) => setAbsence(desk, context.call, input)),
    comeBack: os.staff.comeBack.handler(({ input, context }) => comeBack(desk, context.call, input)),
  };
}
