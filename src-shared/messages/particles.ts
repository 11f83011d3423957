/** How the last sound before a particle ends: in a vowel, in ㄹ, in another consonant. */
type Ending = 'vowel' | 'rieul' | 'consonant'

/** Particles as a text writes them before what precedes them is known: after a consonant, and after a vowel. */
const particles: Readonly<Record<string, readonly [afterConsonant: string, afterVowel: string]>> = {
  '은(는)': ['은', '는'],
  '이(가)': ['이', '가'],
  '을(를)': ['을', '를'],
  '와(과)': ['과', '와'],
  '(으)로': ['으로', '로'],
}

/** How a numeral ends as it is read: 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구; ten, a hundred and so on as 영. */
const digits: readonly Ending[] = [
  ...(['consonant', 'rieul', 'vowel', 'consonant', 'vowel'] as const),
  ...(['vowel', 'consonant', 'rieul', 'rieul', 'vowel'] as const),
]
/** Letters whose names end in a consonant: 엘, 엠, 엔, 알. */
const letters: Readonly<Record<string, Ending>> = { L: 'rieul', M: 'consonant', N: 'consonant', R: 'rieul' }

const [firstSyllable, lastSyllable, rieul, endings] = [0xac00, 0xd7a3, 8, 28]

/** How `text` ends when it is read aloud; undefined where a Latin word or a sign does not tell. */
function endingOf(text: string): Ending | undefined {
  const last = text.at(-1) ?? ''
  const syllable = last.charCodeAt(0)
  if (syllable >= firstSyllable && syllable <= lastSyllable) {
    const final = (syllable - firstSyllable) % endings
    return final === 0 ? 'vowel' : final === rieul ? 'rieul' : 'consonant'
  }
  if (/[0-9]/.test(last)) return digits[Number(last)]
  if (last === '%') return 'vowel'
  return /(?<![A-Z])[A-Z]$/.test(text) ? (letters[last] ?? 'vowel') : undefined
}

const pattern = new RegExp(
  `([^\\s"'”’)]+)(["'”’)]*)(${Object.keys(particles).join('|').replace(/[()]/g, '\\$&')})(?![가-힣])`,
  'g',
)

/**
 * A Korean text with each particle that was written in both its forms, 을(를), in the one that fits the name or number
 * before it. After a word in Latin letters, whose sound is not known, both stay, as is the custom.
 */
export function withParticles(text: string): string {
  return text.replace(pattern, (whole, before: string, quotes: string, particle: string) => {
    const ending = endingOf(before)
    if (ending === undefined) return whole
    const [afterConsonant, afterVowel] = particles[particle]!
    const isVowel = ending === 'vowel' || (ending === 'rieul' && particle === '(으)로')
    return `${before}${quotes}${isVowel ? afterVowel : afterConsonant}`
  })
}
