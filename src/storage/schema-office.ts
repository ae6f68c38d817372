/** The rows of the institution, its branches and their people; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;
type Flag = 0 | 1;
type Json = string;

export interface InstitutionRow {
  id: string;
  name: string;
  created_at: Instant;
}

export interface BranchRow {
  id: string;
  institution_id: string;
  name: string;
  /** As customers may call it; null where the branch has given none. */
  phone: string | null;
  time_zone: string;
  /** The standard in force here; open work keeps the one it began under. */
  standard_id: string;
  /** OfficeHours as JSON, see contract/settings.ts. */
  office_hours: Json;
  /** Titles of the approval boxes on the daily report. */
  report_boxes: Json;
  created_at: Instant;
  version: number;
  /** Whose public holidays it keeps, see core/standard/public-holidays.ts; null goes by its zone. */
  holiday_region: string | null;
}

/** A day the branch closes by itself, or closes early; one that was withdrawn stays. */
export interface HolidayRow {
  id: string;
  branch_id: string;
  date: LocalDate;
  name: string;
  /** `HH:MM` of a half day; null for the whole day. */
  closes_at: string | null;
  declared_at: Instant;
  declared_by: string;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
  version: number;
}

export interface CounterRow {
  id: string;
  branch_id: string;
  name: string;
  sort: number;
}

export interface DepartmentRow {
  id: string;
  branch_id: string;
  name: string;
  sort: number;
}

export interface StaffRow {
  id: string;
  branch_id: string;
  department_id: string;
  name: string;
  title: string;
  /** Room or seat, as told to a visitor. */
  seat: string;
  roles: Json;
  substitute_id: string | null;
  active: Flag;
  sort: number;
  version: number;
  /** Who signs in as this member of staff; null where nobody can yet. */
  account_id: string | null;
}

export interface StaffPhotoRow {
  staff_id: string;
  media_type: string;
  bytes: Uint8Array;
  updated_at: Instant;
}

export interface DutyRow {
  id: string;
  branch_id: string;
  name: string;
  /** What a visitor may be told to expect, in minutes; null where the branch has set none. */
  expected_minutes: number | null;
  active: Flag;
  sort: number;
}

export interface StaffDutyRow {
  staff_id: string;
  duty_id: string;
}

export interface AbsenceRow {
  id: string;
  branch_id: string;
  staff_id: string;
  /** An absence reason of the pack. */
  kind: string;
  /** Own words that may be told instead of the kind's phrase. */
  told: string | null;
  starts_at: Instant;
  /** Expected return; null when not known. */
  returns_at: Instant | null;
  ended_at: Instant | null;
  created_by: string;
  version: number;
}

export interface StandardRow {
  id: string;
  institution_id: string;
  pack_id: string;
  pack_version: string;
  hash: string;
  text: string;
  adopted_at: Instant;
}

export interface OfficeSchema {
  institution: InstitutionRow;
  branch: BranchRow;
  holiday: HolidayRow;
  counter: CounterRow;
  department: DepartmentRow;
  staff: StaffRow;
  staff_photo: StaffPhotoRow;
  duty: DutyRow;
  staff_duty: StaffDutyRow;
  absence: AbsenceRow;
  standard: StandardRow;
}
