export const memos = {
  title: '전달 메모',
  where: '부재 직원에게 전할 메모',
  newMemo: '새 메모',
  columns: { new: '새 메모', seen: '확인함', inContact: '연락 중', answered: '회신 완료' },
  filters: { mine: '내 메모', department: '우리 부서', branch: '지점 전체' },
  emptyTitle: '진행 중인 메모가 없습니다',
  emptyText: '담당자가 자리에 없으면 F4를 눌러 메모를 남기세요.',
} as const;
