export const setup = {
  title: '처음 설정',
  institution: '기관 이름',
  branch: '지점 이름',
  counters: '창구',
  officeHours: '근무 시간',
  staff: '직원',
  demo: '연습용 지점으로 둘러보기',
  start: '시작하기',
} as const;
