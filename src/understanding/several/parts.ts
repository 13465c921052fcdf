/** What stands between two questions; one sentence without it is the commonest message. */
const MAY_JOIN = /[。！!？?\n].|か[、,]|あと|それと|それから|ちなみに|ついでに|もう(?:一|ひと)つ/
/** A new sentence, or a word with which one begins to ask something else. */
const ENDS =
  /(?<=[。！!？?\n])(?![。！!？?\n」』）)])|(?<=か[、,])|(?<=[、,，。\s？?！!かねよ])(?=(?:あと(?!で|[0-9一二三])|それと|それから|ちなみに|ついでに|もう(?:一|ひと)つ))/
const CONNECTIVE = /^[\s、,]*(?:あとは?|それと|それから|ちなみに|ついでに|もう(?:一|ひと)つ|また|じゃあ|では)[、,\s]*/

const ASKS =
  /[?？]|(?:です|ます|でしょう|だろう)か|か[、,]$|教え|おしえ|(?:知り|聞き|しり|きき)たい|気にな[るり]|興味|って(?:何|なに|なん|どう|どんな)|どっち(?!も)|どちら(?!も)|(?<!間)違い|迷って|悩んで/

/** What somebody else said. */
const QUOTED = /[「『][^「『」』]*[」』]/g
/** 「ちょっと聞いてもいいですか？」 asks nothing yet. */
const MAY_ASK = /(?:聞い|きい|質問|相談)(?:し)?て?も?(?:いい|良い|よい|よろしい|大丈夫|だいじょうぶ)/

/** What is said of a job, as a noun. */
const ASPECTS =
  'メリット|デメリット|(?:いい|良い|よい|悪い|わるい|大変な|たいへんな|きつい|つらい|辛い|しんどい|嫌な)(?:ところ|とこ|所|点|面)|長所|短所|利点|欠点|やりがい|魅力|大変さ|きつさ|仕事内容|向い?て(?:い)?る人|向き不向き|適性|給料|給与|年収|残業|休み|休日|ノルマ|クレーム'
const JOINED = '(?:とか|と|や|、|,|・|&|＆|/|／|それと|あと)'
/** Two of them held together are one thing. */
const TOGETHER = /(?<![時年期人週])間|あいだ|両立|バランス|つな[ぐが]|橋渡し|関係|掛け持ち|兼/

/** Takes messages apart; `name` is what an office or a job is called. */
export function createParts(name: RegExp) {
  const aspect = new RegExp(ASPECTS)
  const item = `(?:(?:${name.source})(?:の|って|は))?(?:${ASPECTS})|(?:${name.source})`
  const items = new RegExp(item, 'g')
  const list = new RegExp(`(?:${item})(?:${JOINED}(?:${item}))+`)
  const countNames = (text: string) => text.match(name)?.length ?? 0

  return {
    /** The sentences of a message that ask for something; whatever tells a story around them is none. */
    questionsIn(text: string): string[] {
      if (!MAY_JOIN.test(text) && !aspect.test(text) && countNames(text) < 2) return []
      const sentences = text.split(ENDS).map((one) => one.trim())
      const isAsked = (one: string, at: number) =>
        (ASKS.test(one.replace(QUOTED, '')) && !MAY_ASK.test(one)) ||
        (at > 0 ? isMore(one) : sentences.length === 1 && isListAlone(one))
      return sentences.filter(isAsked).map((one) => one.replace(CONNECTIVE, ''))
    },

    /** One question for each of the things that a question names together: 「営業のメリットとデメリットは？」. */
    partsOf(question: string): string[] {
      const found = TOGETHER.test(question) ? null : list.exec(question)
      if (!found) return [question]
      const [before, after] = [question.slice(0, found.index), question.slice(found.index + found[0].length)]
      // 「販売と事務のバイトをしてたけど営業って…」
      if (countNames(after) > 0) return [question]
      return completed([...found[0].matchAll(items)].map(([one]) => one)).map((one) => `${before}${one}${after}`)
    },

    aspectIn: (question: string): string | undefined => aspect.exec(question)?.[0],
  }

  /** 「あと経理も」 */
  function isMore(sentence: string): boolean {
    return CONNECTIVE.test(sentence) && countNames(sentence) === 1 && /[もはの](?:こと)?[。！!\s]*$/.test(sentence)
  }

  /** 「フロントのメリットとバックのメリット」 */
  function isListAlone(sentence: string): boolean {
    return list.exec(sentence)?.[0].length === sentence.replace(/[。！!\s]+$/, '').length
  }

  /** 「営業のメリットとデメリット」 are both of sales; 「営業と事務のデメリット」 are both demerits. */
  function completed(items: readonly string[]): string[] {
    const read = items.map((one) => ({ name: one.match(name)?.[0], aspect: aspect.exec(one)?.[0] }))
    let named: string | undefined
    return read.map((one, at) => {
      named = one.name ?? named
      const said = one.aspect ?? read.slice(at).find((later) => later.name && later.aspect)?.aspect
      return named && said ? `${named}の${said}` : (said ?? named ?? '')
    })
  }
}
