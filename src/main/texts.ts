import type { Language } from '#contract/rules.ts';

/** The few words the shell itself says; everything else is the page's. */
const texts = {
  ko: {
    product: '맞이',
    open: '맞이 열기',
    newWindow: '새 창',
    quit: '맞이 끝내기',
    desk: '맞이',
    edit: '편집',
    undo: '실행 취소',
    redo: '다시 실행',
    cut: '잘라내기',
    copy: '복사',
    paste: '붙여넣기',
    selectAll: '모두 선택',
    view: '보기',
    larger: '크게',
    smaller: '작게',
    normalSize: '원래 크기',
    fullScreen: '전체 화면',
    reload: '화면 다시 불러오기',
    cannotOpen: '맞이를 열 수 없습니다',
    unexpected:
      '예상하지 못한 문제로 열지 못했습니다. 저장된 것은 그대로 있습니다. 다시 시작해도 같으면 관리자에게 알려 주세요.',
    savePdf: 'PDF로 저장',
    joinedTo: '연결된 호스트',
    leave: '내 저장소로 돌아가기',
    leaveAsk: '이 호스트에서 나와 이 컴퓨터의 저장소로 돌아갈까요?',
    leaveMore: '호스트에 저장한 것은 그대로 있습니다. 다시 연결하려면 지문을 다시 확인해야 합니다.',
    stay: '그대로 있기',
    unreachable: '호스트에 연결할 수 없습니다',
    unreachableMore:
      '입력해 저장한 것은 호스트에 그대로 있습니다. 그 컴퓨터가 켜져 있고 네트워크가 열려 있는지 확인한 뒤 다시 시도하세요.',
    otherCertificate:
      '이 주소에서 답한 컴퓨터의 인증서가 연결할 때 확인한 것과 다릅니다. 비밀번호를 입력하지 않도록 열지 않았습니다. 관리자에게 알리세요.',
    again: '다시 시도',
  },
  en: {
    product: 'Maji',
    open: 'Open Maji',
    newWindow: 'New window',
    quit: 'Quit Maji',
    desk: 'Maji',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    larger: 'Larger',
    smaller: 'Smaller',
    normalSize: 'Normal size',
    fullScreen: 'Full screen',
    reload: 'Reload the screen',
    cannotOpen: 'Maji cannot be opened',
    unexpected:
      'Something unexpected kept it from opening. Everything stored is as it was. If it happens again, tell your administrator.',
    savePdf: 'Save as PDF',
    joinedTo: 'Joined host',
    leave: 'Back to my own store',
    leaveAsk: 'Leave this host and go back to the store of this computer?',
    leaveMore:
      'What was saved at the host stays there. To join again, the fingerprint has to be compared again.',
    stay: 'Stay',
    unreachable: 'The host cannot be reached',
    unreachableMore:
      'What was saved is safe at the host. Check that the machine is on and open to the network, then try again.',
    otherCertificate:
      'The machine that answers at this address shows another certificate than the one you compared. It was not opened, so that no password is typed there. Tell your administrator.',
    again: 'Try again',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type ShellTexts = Record<keyof (typeof texts)['ko'], string>;

/** The language of the machine, as far as the shell speaks it: Korean unless the machine is set to English. */
export function languageOf(locale: string): Language {
  return locale.toLowerCase().startsWith('en') ? 'en' : 'ko';
}

export function shellTexts(language: Language): ShellTexts {
  return texts[language];
}
