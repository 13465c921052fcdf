import type { Content } from '../content.ts'
import type { DistressReader } from './distress.ts'
import type { FaqHit, FaqIndex } from './faq/index.ts'
import type { Understood } from './understood.ts'

/** Below this, a question that we may cover after all is offered instead of being turned away. */
const SURE_OF_NOT_COVERED = 0.6
/** From here on what nobody wrote down is distress all the same: rather asked about once too often than missed. */
export const LIKE_DISTRESS = 0.4
/** The same beside a question to which it may be an answer. */
export const LIKE_DISTRESS_AS_ANSWER = 0.45
/** From here on it is so, whatever an article or a command makes of it. */
export const SURE_OF_DISTRESS = 0.6
/** Below this it is asked about, and no kind is named. */
const SURE_OF_KIND = 0.8
/** An article so near is what was asked for, unless distress is sure. */
const SURE_OF_ARTICLE = 0.8
/** So many articles a person chooses from. */
const OFFERED = 3
/** An article so near to what we do not cover, against it, may be what was meant. */
const NEAR = 0.65

/** What is neither a command nor an answer: distress, a question, or nothing we know. */
export function createSearch(topics: Content['topics'], faq: FaqIndex, readDistress: DistressReader['read']) {
  return { distressIn, search }

  /** What nobody wrote down as distress, and is like it. */
  function distressIn(text: string, from: number): Understood | undefined {
    const { kind, chance } = readDistress(text)
    return chance < from ? undefined : { kind: 'crisis', care: chance >= SURE_OF_KIND ? kind() : 'unsure' }
  }

  function search(text: string, likeness = LIKE_DISTRESS): Understood {
    const found = faq.search(text)
    const best = found.hits[0]
    const isArticleSure = found.decision === 'answer' && !found.notCovered && found.confidence >= SURE_OF_ARTICLE
    const alarm = distressIn(text, isArticleSure ? SURE_OF_DISTRESS : likeness)
    if (alarm) return alarm
    const isArticle = ({ id }: FaqHit) => topics.get(id)?.covered === true
    const isTorn =
      found.decision !== 'unknown' &&
      found.notCovered &&
      found.confidence < SURE_OF_NOT_COVERED &&
      found.hits.slice(1, 2).some(isArticle)
    if (found.decision === 'answer' && best && !isTorn) {
      if (!found.notCovered) return { kind: 'topic', topic: best.id, confidence: found.confidence }
      const near = found.hits.slice(0, OFFERED).filter((hit) => isArticle(hit) && hit.score > NEAR * best.score)
      return { kind: 'notCovered', topic: best.id, near: near.map((hit) => hit.id), confidence: found.confidence }
    }
    if (found.decision === 'suggest' || isTorn) {
      const articles = found.hits.filter(isArticle).map((hit) => hit.id)
      // what it is most like is not held back because there is no article on it
      const topics = [...(best && found.notCovered ? [best.id] : []), ...articles].slice(0, OFFERED)
      if (topics.length > 0) return { kind: 'suggest', topics, confidence: found.confidence }
    }
    return { kind: 'unknown', confidence: found.confidence }
  }
}
