/** Invented customers. No mobile number of Korea begins with 010-0000, and no exchange of Daejeon with 042-000. */
export interface DemoCustomer {
  name: string;
  business: string;
  phone: string;
}

/** Those the live scene of today is about. */
const known: DemoCustomer[] = [
  { name: '김민수', business: '민수네분식', phone: '010-0000-2748' },
  { name: '정은호', business: '은호철물', phone: '010-0000-8821' },
  { name: '오혜진', business: '혜진꽃방', phone: '042-000-1190' },
  { name: '배소연', business: '소연공방', phone: '010-0000-5543' },
  { name: '민보라', business: '보라미용실', phone: '010-0000-0917' },
  { name: '서현준', business: '현준모터스', phone: '010-0000-4410' },
  { name: '강지원', business: '지원상사', phone: '010-0000-7726' },
  { name: '윤민아', business: '민아베이커리', phone: '010-0000-3305' },
  { name: '문지석', business: '', phone: '010-0000-6162' },
  { name: '정미희', business: '미희수선', phone: '010-0000-1584' },
];

const surnames = [
  '김',
  '이',
  '박',
  '최',
  '조',
  '장',
  '임',
  '한',
  '신',
  '권',
  '황',
  '남궁',
  '안',
  '송',
  '홍',
  '류',
];
const given = [
  '도현',
  '수빈',
  '영숙',
  '재민',
  '하은',
  '성호',
  '미경',
  '준서',
  '은지',
  '태윤',
  '경희',
  '상우',
  '나연',
];
const trades = [
  '식당',
  '세탁소',
  '카페',
  '문구',
  '건재',
  '정육점',
  '안경원',
  '인쇄',
  '떡집',
  '목공소',
  '수산',
  '디자인',
];

/** Sixty people: the known ones and as many others as it takes, the same each time. */
export const customers: readonly DemoCustomer[] = [
  ...known,
  ...Array.from({ length: 60 - known.length }, (_, index) => {
    const surname = surnames[(index * 7) % surnames.length] ?? '김';
    const name = given[(index * 5) % given.length] ?? '수빈';
    const trade = trades[(index * 11) % trades.length] ?? '상회';
    return {
      name: surname + name,
      // One in six comes for himself.
      business: index % 6 === 5 ? '' : `${name}${trade}`,
      phone: `010-0000-${String(1009 + index * 149).padStart(4, '0')}`,
    };
  }),
];

/** What people ask to be called back about, by duty. */
export const inquiries: Record<string, readonly string[]> = {
  '보증 상담': [
    '신규 보증 한도와 필요한 서류 문의',
    '보증료율과 보증료 환급 시기 문의',
    '사업장 이전 뒤 보증 유지 가능 여부 문의',
    '현장실사 일정 변경 희망',
  ],
  '기한 연장': ['만기 연장 가능 여부와 준비 서류 문의', '연장 시 보증료 추가 납부 금액 문의'],
  '서류 제출': [
    '약정 서류 보완 방법 문의',
    '보증서 재발급에 필요한 서류 문의',
    '팩스로 보낸 서류 도착 확인 요청',
  ],
  '약정 체결': ['약정 체결 날짜 조정 희망', '대리인 약정 가능 여부와 위임장 양식 문의'],
  채무·변제: [
    '대위변제 후 분할상환 조건 문의',
    '이번 달 상환일을 하루 미룰 수 있는지 문의',
    '완납 증명서 발급 문의',
  ],
  '창업 교육': ['다음 달 창업 교육 일정과 신청 방법 문의', '교육 수료증 재발급 문의'],
  기타: ['영업시간과 주차장 안내 문의', '상담 예약 시간 변경 희망'],
};

export const answers = [
  '필요한 서류와 절차를 안내했습니다. 다음 주에 방문하시기로 했습니다.',
  '조건을 확인해 설명드렸고 이해하셨습니다.',
  '진행 상황을 안내했습니다. 추가 문의는 없었습니다.',
  '일정을 다시 잡아 드렸습니다.',
] as const;
