import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';

const networkFileSystems =
  /^(nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|ceph|glusterfs|lustre|davfs|vboxsf|prl_fs|fuse\.(sshfs|rclone|davfs2?|glusterfs|gvfsd-fuse|s3fs|smbnetfs|google-drive-ocamlfuse|onedriver))$/;

const syncServices: readonly [RegExp, string][] = [
  [/^dropbox( \(.*\))?$/i, 'Dropbox'],
  [/^onedrive( - .*)?$/i, 'OneDrive'],
  [/^(google ?drive|my drive|내 드라이브|googledrive-.*)$/i, 'Google Drive'],
  [/^(icloud ?drive|icloud|com~apple~clouddocs|mobile documents)$/i, 'iCloud Drive'],
  [/^(naver ?mybox|mybox|네이버 ?mybox|naver ?cloud)$/i, 'MYBOX'],
  [/^cloudstorage$/i, 'a cloud folder'],
  [/^(nextcloud|owncloud|synologydrive|box sync|pcloud ?drive|mega ?sync|syncthing)$/i, 'a sync folder'],
];

/**
 * Why a store must not lie in this folder, or null. On a network share the locks that keep one owner do
 * not hold, and a sync service copies the file and its log at different moments: both destroy data quietly.
 * Says the file system (`nfs4`) or the service (`OneDrive`).
 */
export function networkFolder(folder: string, mounts: string = systemMounts()): string | null {
  const real = realPath(folder);
  for (const path of new Set([resolve(folder), real])) {
    if (/^(\\\\|\/\/)(?![?.][\\/])/.test(path)) return 'a network share';
    for (const part of path.split(/[\\/]/)) {
      const service = syncServices.find(([name]) => name.test(part.normalize('NFC')));
      if (service) return service[1];
    }
  }
  const type = fileSystemOf(real, mounts);
  return type && networkFileSystems.test(type) ? type : null;
}

/** The path with links followed as far as it exists; on Windows a mapped drive becomes its share. */
function realPath(folder: string): string {
  let there = resolve(folder);
  const missing: string[] = [];
  while (!existsSync(there) && dirname(there) !== there) {
    missing.unshift(there.slice(dirname(there).length).replace(/^[\\/]/, ''));
    there = dirname(there);
  }
  try {
    return [realpathSync.native(there).replace(/[\\/]$/, ''), ...missing].join(sep) || sep;
  } catch {
    return resolve(folder);
  }
}

/** The type of the innermost mount that holds the path; null where the system does not list its mounts. */
function fileSystemOf(path: string, mounts: string): string | null {
  let found: { point: string; type: string } | null = null;
  for (const line of mounts.split('\n')) {
    const [, escaped, type] = line.split(' ');
    if (!escaped || !type) continue;
    // Spaces in a mount point are written as \040.
    const point = escaped.replace(/\\(\d{3})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 8)),
    );
    const inside = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    // A later line covers an earlier one at the same place.
    if (inside && (!found || point.length >= found.point.length)) found = { point, type };
  }
  return found?.type ?? null;
}

function systemMounts(): string {
  try {
    return readFileSync('/proc/self/mounts', 'utf8');
  } catch {
    return '';
  }
}
