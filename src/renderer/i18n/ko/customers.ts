export const customers = {
  title: '고객',
  search: '성명 · 초성 · 전화번호 · 상호',
  name: '성명',
  phone: '전화번호',
  business: '상호',
  consent: '개인정보 수집·이용에 동의하셨습니다',
  emptyTitle: '찾는 고객이 없습니다',
  emptyText: '이름의 일부나 초성, 전화번호 뒷자리로 다시 찾거나 새로 적으세요.',
} as const;
