export const paths = {
  scores: '/platforms/scores',
  retry: '/platforms/scores/retry',
  retried: (count: number) => `/platforms/scores?retried=${count}`,
}
