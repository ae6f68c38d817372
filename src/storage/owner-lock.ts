import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { toInstant } from './codecs.ts';
import { isBusy } from './errors.ts';

/** Which door the owning process is: the desktop shell or the branch host. */
export type Door = 'desktop' | 'host';

/** Who has a data folder. */
export interface Owner {
  pid: number;
  door: Door;
  /** Where others can reach it, once it listens. */
  url: string | null;
  /** Since when, UTC instant text. */
  since: string;
  machine: string;
}

export interface OwnerLock {
  readonly owner: Owner;
  /** Tells others the address, as soon as it is known. */
  announce(url: string): void;
  release(): void;
}

export type Ownership = { lock: OwnerLock } | { heldBy: Owner | null };

const LOCK_FILE = 'owner.lock.db';
const FACTS_FILE = 'owner.json';
/** A process that is just ending gets this long to let go, in milliseconds. */
const PATIENCE = 500;

/**
 * Makes this process the one owner of a data folder, or says who is. Answers within about a second.
 * The lock is a database lock held open, so the operating system drops it when the process dies, however
 * it dies. A locked database cannot be read, so who has it stands in a file beside it.
 *
 * Nothing in this process may open the lock file by other means: on POSIX, closing any
 * descriptor of a file drops the process's locks on it.
 */
export async function takeOwnership(
  folder: string,
  { door, url = null }: { door: Door; url?: string | null },
): Promise<Ownership> {
  // Made here, so that only this user can read it; SQLite would use the umask.
  const file = join(folder, LOCK_FILE);
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: PATIENCE });
  try {
    // Memory: a kill leaves no journal behind, and a full disk can still be locked.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return { heldBy: await readOwner(folder) };
    throw error;
  }
  const facts = join(folder, FACTS_FILE);
  let owner: Owner = { pid: process.pid, door, url, since: toInstant(new Date()), machine: hostname() };
  try {
    writeOwner(facts, owner);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    lock: {
      get owner() {
        return owner;
      },
      announce(address) {
        owner = { ...owner, url: address };
        writeOwner(facts, owner);
      },
      release() {
        if (!database.open) return;
        rmSync(facts, { force: true });
        database.close();
      },
    },
  };
}

/** Who stands in the folder's owner file; null when nobody who is alive does. */
async function readOwner(folder: string): Promise<Owner | null> {
  // The owner takes the lock first and writes its name next: between the two, wait a little.
  for (let tries = 0; tries < 10; tries++) {
    const owner = parseOwner(join(folder, FACTS_FILE));
    if (owner && (owner.machine !== hostname() || isAlive(owner.pid))) return owner;
    await wait(50);
  }
  return null;
}

function parseOwner(file: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(file, 'utf8')) as Owner;
    return Number.isInteger(owner.pid) ? owner : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process is a living one.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** By rename, so that a reader sees the old or the new name and never half of one. */
function writeOwner(file: string, owner: Owner): void {
  const draft = `${file}.${process.pid}`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, JSON.stringify(owner));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}
