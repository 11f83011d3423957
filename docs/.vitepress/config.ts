import { defineConfig } from 'vitepress'

const tutorials = (base: string, titles: readonly string[]) =>
  ['first-study', 'refine', 'command-line', 'own-images', 'gpu'].map((name, i) => ({
    text: titles[i]!,
    link: `${base}/tutorials/${name}`,
  }))

const reference = [
  { text: 'Method', link: '/method' },
  { text: 'Networks', link: '/networks' },
  { text: 'File formats', link: '/file-formats' },
  { text: 'JSON schemas', link: '/schemas/' },
  { text: 'Figures and tables', link: '/figures' },
  { text: 'The paper’s figures', link: '/paper' },
  { text: 'Gallery of figures', link: '/gallery/' },
  { text: 'The science as a package', link: '/science' },
  { text: 'API of the science', link: '/api/' },
]
const operation = [
  { text: 'The desktop program', link: '/desktop' },
  { text: 'Graphics cards', link: '/gpu' },
  { text: 'Reliability', link: '/reliability' },
  { text: 'Performance', link: '/performance' },
  { text: 'Measured time', link: '/measured-time' },
  { text: 'Calibration', link: '/calibration' },
]
const making = [
  { text: 'Decisions', link: '/decisions/README' },
  { text: 'Coverage', link: '/coverage' },
  { text: 'Mutation', link: '/mutation' },
  { text: 'Releasing', link: '/releasing' },
]

/** Links out of docs/ lead into the project, which is not part of the site: there they are text. */
const isOuter = (href: string | null): boolean =>
  /^(\.\.\/)+(README|CONTRIBUTING|ARCHITECTURE|CHANGELOG|SECURITY|LICENSE|examples\/)/.test(href ?? '')

function withoutOuterLinks<T extends { type: string; attrGet(name: string): string | null }>(
  tokens: readonly T[],
): T[] {
  let inside = false
  return tokens.filter((token) => {
    if (token.type === 'link_open') inside = isOuter(token.attrGet('href'))
    const isEnd = inside && token.type === 'link_close'
    const isDropped = isEnd || (inside && token.type === 'link_open')
    if (isEnd) inside = false
    return !isDropped
  })
}

/**
 * The site of docs/, built by `npm run docs` into out/docs. Nothing is fetched, then or by its pages: search is local, fonts
 * are the system's.
 */
export default defineConfig({
  title: 'RegNet Lab Bench',
  description: 'A lab bench for designing network design spaces',
  srcDir: '.',
  outDir: '../out/docs',
  cacheDir: '../node_modules/.vitepress',
  cleanUrls: false,
  markdown: {
    config: (markdown) => {
      markdown.core.ruler.push('links-of-the-project', ({ tokens }) => {
        for (const token of tokens) if (token.children) token.children = withoutOuterLinks(token.children)
      })
    },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        locales: {
          ko: {
            translations: {
              button: { buttonText: '검색', buttonAriaLabel: '검색' },
              modal: {
                noResultsText: '찾은 것이 없습니다',
                resetButtonTitle: '지우기',
                footer: { selectText: '열기', navigateText: '이동', closeText: '닫기' },
              },
            },
          },
        },
      },
    },
    outline: [2, 3],
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        nav: [
          { text: 'Tutorials', link: '/tutorials/first-study' },
          { text: 'Reference', link: '/method' },
        ],
        sidebar: [
          {
            text: 'Tutorials',
            items: tutorials('', [
              'Your first study',
              'Refine a space',
              'The command line',
              'Your own images',
              'A GPU',
            ]),
          },
          { text: 'Reference', items: reference },
          { text: 'Running it', items: operation },
          { text: 'Making it', items: making },
        ],
      },
    },
    ko: {
      label: '한국어',
      lang: 'ko',
      link: '/ko/',
      themeConfig: {
        nav: [{ text: '따라 하기', link: '/ko/tutorials/first-study' }],
        sidebar: [
          {
            text: '따라 하기',
            items: tutorials('/ko', ['첫 연구', '공간 다듬기', '명령줄', '내 이미지', 'GPU']),
          },
          { text: '참고 (영어)', items: reference },
        ],
        outline: { label: '이 문서' },
        docFooter: { prev: '이전', next: '다음' },
        darkModeSwitchLabel: '모양',
        sidebarMenuLabel: '메뉴',
        returnToTopLabel: '맨 위로',
        langMenuLabel: '언어',
      },
    },
  },
})
