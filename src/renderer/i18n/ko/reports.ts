export const reports = {
  title: '보고',
  dailyTitle: '일일 전화회신 처리 보고',
  print: '인쇄',
  emptyDay: '이 날에는 접수된 회신 약속이 없습니다.',
} as const;
