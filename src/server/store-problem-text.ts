import type { StoreProblem, StoreProblemCode } from '#storage/store-problem.ts';

export interface BothLanguages {
  ko: string;
  en: string;
}

type Facts = StoreProblem['facts'];

const doors = {
  desktop: { ko: '데스크톱 앱', en: 'the desktop app' },
  host: { ko: '지점 호스트', en: 'the branch host' },
} as const;

function locked({ path, heldBy }: Facts): BothLanguages {
  if (heldBy === undefined || heldBy === null) {
    return {
      ko: `다른 프로그램이 데이터 폴더를 쓰고 있어 열지 않았습니다. 저장된 것은 그대로 있습니다. 백업이나 데이터베이스 도구가 끝난 뒤 다시 시작하세요. (${path})`,
      en: `Another program is using the data folder, so it was not opened. Everything stored is as it was. Start again when the backup or database tool has finished. (${path})`,
    };
  }
  const { pid, machine, url } = heldBy;
  const door = doors[heldBy.door];
  return {
    ko: `이 데이터 폴더는 이미 열려 있습니다: ${door.ko}, 컴퓨터 ${machine}, 프로세스 ${pid}. 저장된 것은 그대로 있습니다. ${url === null ? '열려 있는 창을 쓰세요.' : `${url} 에서 이어서 쓰세요.`} (${path})`,
    en: `This data folder is already open: ${door.en}, computer ${machine}, process ${pid}. Everything stored is as it was. ${url === null ? 'Use the window that is open.' : `Go on at ${url}`} (${path})`,
  };
}

const sentences: Record<StoreProblemCode, (facts: Facts) => BothLanguages> = {
  LOCKED: locked,
  READ_ONLY: ({ path }) => ({
    ko: `데이터 폴더에 쓸 수 없어 열지 않았습니다. 저장된 것은 그대로 있습니다. 폴더의 쓰기 권한을 확인하거나 --data 로 다른 폴더를 고르세요. (${path})`,
    en: `The data folder cannot be written, so it was not opened. Everything stored is as it was. Check the permissions of the folder or choose another with --data. (${path})`,
  }),
  DISK_FULL: ({ path }) => ({
    ko: `디스크에 남은 자리가 없어 열지 않았습니다. 저장된 것은 그대로 있습니다. 자리를 비운 뒤 다시 시작하세요. (${path})`,
    en: `The disk is full, so it was not opened. Everything stored is as it was. Make room and start again. (${path})`,
  }),
  NEWER_VERSION: ({ path, unknown = [] }) => ({
    ko: `더 새 버전의 맞이가 만든 데이터라 열지 않았습니다. 한 글자도 바꾸지 않았습니다. 새 버전을 설치해 여세요. (${path}: ${unknown.join(', ')})`,
    en: `A newer version of Maji made this data, so it was not opened. Not a byte was changed. Install the newer version to open it. (${path}: ${unknown.join(', ')})`,
  }),
  NOT_A_FOLDER: ({ path }) => ({
    ko: `데이터 폴더로 쓸 수 없는 곳입니다. 만들거나 바꾼 것은 없습니다. --data 로 폴더를 고르세요. (${path})`,
    en: `This cannot be used as a data folder. Nothing was made or changed. Choose a folder with --data. (${path})`,
  }),
  NETWORK_FOLDER: ({ path, what = '' }) => ({
    ko: `네트워크 공유나 동기화 폴더(${what})에서는 데이터가 깨질 수 있어 열지 않았습니다. 저장된 것은 그대로 있습니다. 이 컴퓨터 안의 폴더를 고르세요. (${path})`,
    en: `Data can be damaged on a network share or in a synchronised folder (${what}), so it was not opened. Everything stored is as it was. Choose a folder on this computer. (${path})`,
  }),
  DAMAGED: ({ path }) => ({
    ko: `데이터 파일을 읽을 수 없어 열지 못했습니다. 아무것도 지우지 않았습니다. 디스크를 확인하고, 백업이 있으면 관리자에게 복구를 요청하세요. (${path})`,
    en: `The data file cannot be read, so it was not opened. Nothing was deleted. Check the disk, and ask your administrator to restore a backup if there is one. (${path})`,
  }),
};

/** What happened, what was kept and what to do, for a store that could not be opened. */
export function storeProblemText({ code, facts }: StoreProblem): BothLanguages {
  return sentences[code](facts);
}
