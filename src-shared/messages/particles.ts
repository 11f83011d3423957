/** The final sound of the word before a particle: a vowel, ㄹ, or another consonant. */
type Ending = 'vowel' | 'rieul' | 'consonant'

/**
 * Particles as written in texts, where the preceding word is unknown: the form after a consonant, and after a vowel.
 */
const particles: Readonly<Record<string, readonly [afterConsonant: string, afterVowel: string]>> = {
  '은(는)': ['은', '는'],
  '이(가)': ['이', '가'],
  '을(를)': ['을', '를'],
  '와(과)': ['과', '와'],
  '(으)로': ['으로', '로'],
}

/** The final sound of a digit when read: 영, 일, 이, 삼, 사, 오, 육, 칠, 팔, 구; ten, a hundred and so on end like 영. */
const digits: readonly Ending[] = [
  ...(['consonant', 'rieul', 'vowel', 'consonant', 'vowel'] as const),
  ...(['vowel', 'consonant', 'rieul', 'rieul', 'vowel'] as const),
]
/** Letters whose names end in a consonant: 엘, 엠, 엔, 알. */
const letters: Readonly<Record<string, Ending>> = { L: 'rieul', M: 'consonant', N: 'consonant', R: 'rieul' }

const [firstSyllable, lastSyllable, rieul, endings] = [0xac00, 0xd7a3, 8, 28]

/** The final sound of `text` when read aloud; undefined for a Latin word or a sign whose sound is unknown. */
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
 * A Korean text in which each particle written in both forms, e.g. 을(를), is reduced to the form that fits the preceding
 * name or number. After a word in Latin letters, whose pronunciation is unknown, both forms stay, as is customary.
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
