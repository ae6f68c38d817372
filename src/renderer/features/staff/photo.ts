import { useQuery } from '@tanstack/react-query';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';

const types = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PhotoUpload = { mediaType: (typeof types)[number]; base64: string };

/** At most this many bytes of picture; the core refuses more. */
const limit = 1024 * 1024;

/** Reads a chosen file for `staff.setPhoto`, or says why it cannot be taken. */
export async function readPhoto(file: File): Promise<PhotoUpload | 'tooLarge' | 'wrongType'> {
  const mediaType = types.find((type) => type === file.type);
  if (!mediaType) return 'wrongType';
  if (file.size > limit) return 'tooLarge';
  const bytes = new Uint8Array(await file.arrayBuffer());
  // In pieces: a megabyte of arguments at once is more than a call takes.
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return { mediaType, base64: btoa(text) };
}

/**
 * The address of somebody's photo, or null. Asked for once for each version of the person: pictures are too large to
 * be fetched again whenever a memo changes.
 */
export function usePhoto({ id, version, hasPhoto }: Pick<StaffEntry, 'id' | 'version' | 'hasPhoto'>) {
  const { client } = useHost();
  const { data } = useQuery({
    queryKey: ['staff-photo', id, version],
    queryFn: () => client.staff.photo({ id }),
    enabled: hasPhoto,
  });
  return hasPhoto && data ? `data:${data.mediaType};base64,${data.base64}` : null;
}
