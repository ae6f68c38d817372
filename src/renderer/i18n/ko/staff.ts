export const staff = {
  title: '직원',
  present: '자리',
  away: '부재',
  returned: '돌아왔습니다',
  emptyTitle: '등록된 직원이 없습니다',
  emptyText: '설정에서 직원을 추가하세요.',
} as const;
