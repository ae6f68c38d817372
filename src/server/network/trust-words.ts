import type { Language } from '#contract/rules.ts';

interface Steps {
  system: string;
  steps: readonly string[];
}

export interface TrustWords {
  title: string;
  lead: string;
  checkTitle: string;
  check: string;
  fingerprint: string;
  stop: string;
  download: string;
  systemsTitle: string;
  systems: readonly Steps[];
  goTitle: string;
  go: string;
  nothingTitle: string;
  nothing: string;
  other: string;
}

/** What the trust page says; `**…**` is what is written on the screen to press. */
export const trustWords: Record<Language, TrustWords> = {
  ko: {
    title: '이 컴퓨터에서 맞이를 믿도록 하기',
    lead: '지점 안에서만 쓰는 인증서라 브라우저가 아직 모릅니다. 한 번만 아래대로 하면 경고 없이 암호화된 연결로 열립니다.',
    checkTitle: '먼저 지문을 맞춰 보세요',
    check:
      '아래 지문이 맞이의 설정 → 네트워크 화면에 보이는 지문과 한 글자도 다르지 않은지 관리자와 확인하세요.',
    fingerprint: '인증 기관의 지문 (SHA-256)',
    stop: '다르면 멈추고 관리자에게 알리세요. 다른 컴퓨터가 맞이인 척하고 있을 수 있습니다.',
    download: '인증 기관의 인증서 내려받기',
    systemsTitle: '쓰는 기기에 맞게 하세요',
    systems: [
      {
        system: 'Windows (Edge, Chrome)',
        steps: [
          '내려받은 **maji-authority.crt**를 두 번 누르고 **인증서 설치**를 누르세요.',
          '**현재 사용자** → **모든 인증서를 다음 저장소에 저장** → **찾아보기** → **신뢰할 수 있는 루트 인증 기관**을 고르세요.',
          '보안 경고에 나온 지문을 확인하고 **예**를 누른 뒤 브라우저를 다시 여세요.',
        ],
      },
      {
        system: 'macOS (Safari, Chrome)',
        steps: [
          '내려받은 파일을 두 번 눌러 **키체인 접근**에서 **로그인** 키체인에 추가하세요.',
          '목록에서 **Maji**로 시작하는 인증서를 두 번 누르고 **신뢰**를 펼치세요.',
          '**이 인증서 사용 시**를 **항상 신뢰**로 바꾸고 창을 닫아 암호를 입력하세요.',
        ],
      },
      {
        system: 'Android',
        steps: [
          '파일을 내려받고 **설정** → **보안 및 개인정보** → **기타 보안 설정** → **기기에 저장된 인증서 설치**를 여세요.',
          '**CA 인증서** → **무시하고 설치**를 누르고 **maji-authority.crt**를 고르세요.',
          'Chrome을 다시 여세요. 알림에 “네트워크가 모니터링될 수 있음”이 보이는 것은 이 설정 때문입니다.',
        ],
      },
      {
        system: 'iPhone, iPad',
        steps: [
          'Safari로 이 화면을 열어 내려받고 **허용**을 누르세요.',
          '**설정** → **프로파일이 다운로드됨** → **설치**를 누르세요.',
          '**설정** → **일반** → **정보** → **인증서 신뢰 설정**에서 **Maji** 인증서를 켜세요. 이 단계를 빠뜨리면 경고가 계속 나옵니다.',
        ],
      },
      {
        system: 'Linux (Chromium, Chrome)',
        steps: [
          '주소창에 **chrome://certificate-manager/localcerts/usercerts**를 입력하세요.',
          '**신뢰할 수 있는 인증서**의 **가져오기**를 누르고 **maji-authority.crt**를 고르세요.',
        ],
      },
      {
        system: 'Firefox (모든 기기)',
        steps: [
          '**설정** → **개인 정보 및 보안** → **인증서 보기** → **인증 기관** → **가져오기**를 누르세요.',
          '**maji-authority.crt**를 고르고 **이 인증 기관이 웹사이트를 식별하도록 신뢰**에 표시하세요.',
        ],
      },
    ],
    goTitle: '그다음 여기로 들어가세요',
    go: '경고 없이 열리면 끝났습니다. 즐겨찾기에 넣어 두세요. 경고가 나오면 비밀번호를 입력하지 마세요.',
    nothingTitle: '할 일이 없습니다',
    nothing: '이 지점은 기관의 인증서를 씁니다. 아래 주소로 바로 들어가세요.',
    other: 'English',
  },
  en: {
    title: 'Make this computer trust Maji',
    lead: 'The certificate is one of the branch’s own, so your browser does not know it yet. Do this once, and Maji opens over an encrypted connection without a warning.',
    checkTitle: 'First compare the fingerprint',
    check:
      'Check with your administrator that the fingerprint below is, letter for letter, the one shown in Maji under Settings → Network.',
    fingerprint: 'Fingerprint of the authority (SHA-256)',
    stop: 'If it differs, stop and tell your administrator. Another machine may be posing as Maji.',
    download: 'Download the certificate of the authority',
    systemsTitle: 'Follow the steps for your device',
    systems: [
      {
        system: 'Windows (Edge, Chrome)',
        steps: [
          'Double-click **maji-authority.crt** and press **Install Certificate**.',
          'Choose **Current User** → **Place all certificates in the following store** → **Browse** → **Trusted Root Certification Authorities**.',
          'Check the fingerprint in the security warning, press **Yes**, and open the browser again.',
        ],
      },
      {
        system: 'macOS (Safari, Chrome)',
        steps: [
          'Double-click the file and add it to the **login** keychain in **Keychain Access**.',
          'Double-click the certificate that begins with **Maji** and open **Trust**.',
          'Set **When using this certificate** to **Always Trust**, close the window and enter your password.',
        ],
      },
      {
        system: 'Android',
        steps: [
          'Download the file and open **Settings** → **Security & privacy** → **More security settings** → **Install from device storage**.',
          'Press **CA certificate** → **Install anyway** and choose **maji-authority.crt**.',
          'Open Chrome again. The notice “Network may be monitored” comes from this setting.',
        ],
      },
      {
        system: 'iPhone, iPad',
        steps: [
          'Open this page in Safari, download the file and press **Allow**.',
          'Press **Settings** → **Profile Downloaded** → **Install**.',
          'Turn the **Maji** certificate on under **Settings** → **General** → **About** → **Certificate Trust Settings**. Without this step the warning stays.',
        ],
      },
      {
        system: 'Linux (Chromium, Chrome)',
        steps: [
          'Type **chrome://certificate-manager/localcerts/usercerts** in the address bar.',
          'Press **Import** at **Trusted certificates** and choose **maji-authority.crt**.',
        ],
      },
      {
        system: 'Firefox (every device)',
        steps: [
          'Open **Settings** → **Privacy & Security** → **View Certificates** → **Authorities** → **Import**.',
          'Choose **maji-authority.crt** and tick **Trust this CA to identify websites**.',
        ],
      },
    ],
    goTitle: 'Then go in here',
    go: 'If it opens without a warning you are done; keep it as a bookmark. If there is a warning, do not type your password.',
    nothingTitle: 'Nothing needs doing',
    nothing: 'This branch uses a certificate of the institution. Go straight to the address below.',
    other: '한국어',
  },
};
