export const promises = {
  open: '진행 중인 약속',
  soon: '회신 임박',
  overdue: '기한 지남',
  late: '지연',
  kept: '지킴',
  broken: '미이행',
  due: '기한',
} as const;
