export const settings = {
  title: '설정',
  saved: '설정을 저장했습니다',
} as const;
