/** What an engine's error means, the same question for SQLite, PostgreSQL and the file system. */

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function has(error: unknown, codes: readonly string[], families: readonly string[] = []): boolean {
  const code = codeOf(error);
  return codes.includes(code) || families.some((family) => code === family || code.startsWith(`${family}_`));
}

/** A row with this key, or this value of a unique column, is there already. */
export function isUniqueViolation(error: unknown): boolean {
  return has(error, [
    'SQLITE_CONSTRAINT_UNIQUE',
    'SQLITE_CONSTRAINT_PRIMARYKEY',
    'SQLITE_CONSTRAINT_ROWID',
    '23505',
  ]);
}

/** The row points at one that does not exist, or is still pointed at. */
export function isForeignKeyViolation(error: unknown): boolean {
  return has(error, ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503', '23001']);
}

/** A value or the row itself is not one the store takes; nothing of the statement was kept. */
export function isRefusedRow(error: unknown): boolean {
  // PostgreSQL's classes 22, data exception, and 23, integrity constraint violation.
  return (
    /^2[23]/.test(codeOf(error)) || has(error, ['SQLITE_TOOBIG'], ['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH'])
  );
}

/** Someone else held the lock for too long; trying again may work. */
export function isBusy(error: unknown): boolean {
  // Lock not available, serialization failure, deadlock detected.
  return has(error, ['55P03', '40001', '40P01'], ['SQLITE_BUSY', 'SQLITE_LOCKED']);
}

/** The store or its folder may be read but not written. */
export function isReadOnly(error: unknown): boolean {
  return has(error, ['EACCES', 'EROFS', 'EPERM', '25006'], ['SQLITE_READONLY', 'SQLITE_PERM']);
}

/** No room is left; nothing of the write was kept. */
export function isDiskFull(error: unknown): boolean {
  // A full disk also shows as a shared-memory file that cannot grow.
  return has(error, ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT', '53100']);
}

/** The file is not what the engine wrote. */
export function isCorrupt(error: unknown): boolean {
  return has(error, ['XX001', 'XX002'], ['SQLITE_CORRUPT', 'SQLITE_NOTADB']);
}
