import type { Lexicon } from './lexicon.ts'
import { arabic, fold, hiragana, plain } from './normalize.ts'
import type { Pending } from './understood.ts'

export type ReadAnswer = { readonly value: string } | { readonly problem: 'unclear' | 'several' }

const UNCLEAR = { problem: 'unclear' } as const
const SEVERAL = { problem: 'several' } as const

/** An answer is short; more is a story or a question. */
const LONGEST = 40

/** Ways out of an item, which no position or number means. */
const isWayOut = (option: Pending['options'][number]) => option.value === 'unknown' || option.value === 'skip'

/**
 * Reads a free-typed answer to a question with options, by the question's own
 * words. Undefined when the text is about something else. Where it could be
 * two answers, or a doubt, nothing is recorded.
 */
export function createAnswerReader(lexicon: Lexicon, readYesNo: (text: string) => 'yes' | 'no' | undefined) {
  const concepts = lexicon.concepts.map((group) => group.map(fold))

  return (text: string, pending: Pending): ReadAnswer | undefined => {
    const words = plain(text)
    if ([...words].length > LONGEST || words === '') return undefined
    const folded = fold(words)
    const shown = pending.options.filter((option) => !isWayOut(option))
    const exact = pending.options.find((option) =>
      [option.label, ...(option.also ?? [])].some((label) => fold(label) === folded),
    )
    if (exact) return { value: exact.value }

    const outs = wayOut(folded, pending)
    if (outs) return outs
    const numbered = pending.kind === 'scale' ? byScaleNumber(words, shown) : byPosition(words, shown)
    if (numbered) return numbered
    const placed = byPlace(words, shown)
    if (placed) return placed
    if (isAsking(words)) return UNCLEAR
    if (isStalling(folded)) return UNCLEAR
    if (pending.kind === 'scale') return readScale(folded, pending)
    if (pending.kind === 'yesno') return byChoice(words, folded, shown, true) ?? readYes(folded, words, pending)
    return byChoice(words, folded, shown, false)
  }

  function wayOut(folded: string, pending: Pending): ReadAnswer | undefined {
    const has = (value: string) => pending.options.some((option) => option.value === value)
    if (
      /^(すきっぷ|とばす|とばして|飛ばす|飛ばして|ぱす|次|次へ|答えたくない|こたえたくない|のーこめんと)(で|する|します|お願いします|です)*$/.test(
        folded,
      )
    ) {
      return has('skip') ? { value: 'skip' } : undefined
    }
    if (
      /^(うーん|んー|えー|正直|まだ|よく|ちょっと)*(わからない|分からない|わかんない|分かんない|わかりません|分かりません|わからん|分からん|わかんね|しらない|知らない|知らん|不明|なんとも言えない|さあ|わからないです|わかんないです|わからんわ)(です|な|なあ|ね|わ|かも|かな)*$/.test(
        folded,
      )
    ) {
      if (has('unknown')) return { value: 'unknown' }
      const own = pending.options.find((option) => /わからない|わかりません/.test(option.label))
      return own ? { value: own.value } : UNCLEAR
    }
    return undefined
  }

  /** Options whose label, synonyms or group of like words the text names. */
  function byChoice(
    words: string,
    folded: string,
    shown: Pending['options'],
    labelsOnly: boolean,
  ): ReadAnswer | undefined {
    if (labelsOnly && shown.every((option) => option.label.length <= 3)) return undefined
    if (/以外|じゃない(ほう|方)|ではない/.test(words)) return UNCLEAR
    const scores = shown.map((option) =>
      Math.max(...[option.label, ...(option.also ?? [])].map((label) => likeness(folded, fold(label)))),
    )
    const best = Math.max(...scores)
    const either = shown.find((option) => /どちらでも|どっちでも|どちらとも|その中間/.test(option.label))
    const wantsBoth = /両方|りょうほう|どっちも|どちらも|全部|ぜんぶ|迷う|迷って|まよう/.test(words)
    if (/どれでも|なんでもいい|何でもいい/.test(words)) return either ? { value: either.value } : UNCLEAR
    if (best <= 0) return wantsBoth ? SEVERAL : labelsOnly ? undefined : UNCLEAR
    const winners = shown.filter((_, index) => scores[index]! >= best * 0.75)
    const isOne = winners.length === 1 && (!wantsBoth || winners[0] === either)
    return isOne ? { value: winners[0]!.value } : SEVERAL
  }

  function likeness(text: string, label: string): number {
    if (text.includes(label)) return label.length * 2
    let best = 0
    for (const group of concepts) {
      const isOfLabel = group.some((word) => label === word || (word.length >= 3 && label.includes(word)))
      if (!isOfLabel) continue
      for (const word of group) if (text.includes(word)) best = Math.max(best, word.length * 1.5)
    }
    // a typo away from the label, or a piece of it
    if (text.length >= 2 && label.includes(text)) best = Math.max(best, text.length * 1.4)
    for (const piece of label.split(/[とやのがをにで]/)) {
      if (piece.length >= 2 && text.includes(piece) && !/^(ほう|いい|する|ある|ない|仕事)$/.test(piece))
        best = Math.max(best, piece.length)
    }
    return best
  }

  function readYes(folded: string, words: string, pending: Pending): ReadAnswer | undefined {
    const yes = pending.options.find((option) => option.value === 'yes') ?? pending.options[0]
    const no = pending.options.find((option) => option.value === 'no') ?? pending.options[1]
    if (!yes || !no) return undefined
    const say = (agrees: boolean): ReadAnswer => ({ value: agrees ? yes.value : no.value })
    if (
      /(日|人|場合|時|とき|もの|内容|状況|相手|気分)に?よ(る|り)|半々|間くらい|間ぐらい|微妙|どちらとも|どっちとも|たぶん.{0,2}わから|なんとも/.test(
        folded,
      )
    )
      return UNCLEAR
    const bare = readYesNo(words)
    if (bare && folded.length <= 6) return say(bare === 'yes')
    // 「避けたいですか」 「苦手ですか」: being fine with it means no
    const question = fold(pending.question)
    const asksDislike = /(避けたい|嫌|いや|苦手|不安|こわい|怖い|つらい|困る)(です|か|と|ます)/.test(question)
    if (
      /^(いや|いえ|ううん)/.test(folded) &&
      /いいかな|いいです|大丈夫|けっこう|結構|やめ|遠慮|ないです|ない$/.test(folded)
    )
      return say(false)
    if (FINE.test(folded)) return say(!asksDislike)
    if (asksDislike && /避けたい|嫌|いや|苦手|不安|怖|こわ|つらい|困る|むり|無理/.test(folded)) return say(true)
    if (HARD.test(folded)) return say(false)
    if (
      /(ない|ません|ないです|ねえ|ません?でした|なかった|へん|ず|ません)(です|よ|ね|な|わ|かな|と思います|けど)*$/.test(
        folded,
      )
    )
      return say(false)
    if (/まだ(一度|いちど|一回)?/.test(folded) && folded.length < 10) return say(false)
    if (bare) return say(bare === 'yes')
    const stems = stemsOf(question)
    const repeats = stems.some((stem) => folded.includes(stem))
    if (repeats || DONE.test(folded)) return say(true)
    return undefined
  }
}

const FINE =
  /平気|大丈夫|だいじょうぶ|へいき|かまわ|構わ|問題な|もんだいな|いけ(る|ます)|気にしな|気にな(らな|りません)|余裕|おーけー|おっけー|^ok|全然(いい|あり)|ありです|喜んで|もちろん|ぜひ|是非/
const HARD =
  /厳し|きびし|苦手|にがて|嫌|いやだ|いやです|無理|むり|だめ|ダメ|駄目|あかん|できな|でけへん|遠慮|避けたい|難し|むずかし|やめと|きつい|つらい|したくな|やりたくな|抵抗/
/** Something done, or being done. */
const DONE =
  /(した|して(い)?ます|してる|しています|やった|やりました|やってま|やってる|やってた|あります|ある|あるよ|ありました|働いて(い)?(ま|た|る)|作りました|作った|使って(い)?(ま|た|る)|使います|通って|持って(い)?(ま|る)|できます|できる|思います|思う|たいです|たい|好きです|好き|得意|ました|慣れて)(です|よ|ね|な|わ|けど|と思います)*$/

/** The words of a question that carry it. */
const stemsOf = (question: string) =>
  [...question.matchAll(/[\p{Script=Han}]{1,4}[ぁ-ん]?|[ァ-ヴー]{3,}/gu)]
    .map(([word]) => hiragana(word))
    .filter((word) => word.length >= 2)

const isAsking = (words: string) =>
  /[?？]|(なん|何)で(そ|こ|知|聞|き)|どういう|って(何|なに|どこ|どれ|どう|なん)|とは$|(です|ます|でしょう)か[。]?$|教えて|入る\?|ふくま|含ま|なきゃ(だめ|ダメ)|ないと(だめ|ダメ)|いくら|いくつ|どのくらい|どれくらい/.test(
    words,
  )

const isStalling = (folded: string) =>
  /^(うーん|んー|えっと|えーと|そうだなあ?|どうだろう?|どうかな|考え中|迷う|まよう|むずかしい|難しい|ちょっと待って|待って|まって|あとで|後で)+(ね|な|なあ|です|る|て|ください|くださいね|かも|かな|どうだろう?|ちょっと)*$/.test(
    folded,
  ) || /待って|まってて|考えさせて|考える時間/.test(folded)

const CIRCLED = '①②③④⑤⑥⑦⑧⑨'
const KANJI = '一二三四五六七八九'
const TAIL =
  '(です|で|でお願いします|お願いします|だ|だね|かな|かなあ|かなぁ|かも|くらい|ぐらい|くらいかな|点|番|ですね|と思います|にします|にする|がいい|がいいです|を選びます|っす|やな|やで)*'

const circledToDigit = (words: string) =>
  words.replace(/[①-⑨]/g, (one) => String(CIRCLED.indexOf(one) + 1)).replace(/[1-9]️?⃣/g, (one) => one[0]!)

/** A bare digit is the option's value on a scale. */
function byScaleNumber(words: string, shown: Pending['options']): ReadAnswer | undefined {
  // NFKC has turned ① into 1 already
  const said = circledToDigit(words)
    .replace(/\s/g, '')
    .replace(/[。、.!！〜ー…]+$/, '')
  if (/^[0-9一二三四五六七八九]\D{0,3}(か|と|〜|~|-|や|or|または|から)\D{0,3}[0-9一二三四五六七八九]/.test(said))
    return SEVERAL
  const match = new RegExp(`^(?:答えは|たぶん|まあ|うーん)?([0-9]+|[${KANJI}])${TAIL}$`).exec(said)
  if (!match) return undefined
  const digit = KANJI.includes(match[1]!) ? String(KANJI.indexOf(match[1]!) + 1) : match[1]!
  const option = shown.find((one) => one.value === digit)
  return option ? { value: option.value } : UNCLEAR
}

/** On other questions a number is a position. */
function byPosition(words: string, shown: Pending['options']): ReadAnswer | undefined {
  const said = arabic(circledToDigit(words))
    .replace(/\s/g, '')
    .replace(/[。、.!！〜ー…]+$/, '')
  if (/^[0-9]\D{0,3}(か|と|〜|~|-|や|または)\D{0,3}[0-9]/.test(said)) return SEVERAL
  const match = new RegExp(
    `^(?:たぶん|まあ)?([0-9]+|[${KANJI}])(?:番目|番|つ目|つめ|個目|こめ|ばん|ばんめ)?の?(?:やつ|もの|ほう|方)?${TAIL}$`,
  ).exec(said)
  if (!match) return undefined
  const position = KANJI.includes(match[1]!) ? KANJI.indexOf(match[1]!) + 1 : Number(match[1])
  const option = shown[position - 1]
  return option ? { value: option.value } : UNCLEAR
}

/** Positions in words: 「上から二つ目」「一番下」「真ん中」「最後の」. */
function byPlace(words: string, shown: Pending['options']): ReadAnswer | undefined {
  const said = arabic(words.replace(/[一１]番(?=上|下)/g, 'いちばん').replace(/1番(?=上|下)/g, 'いちばん')).replace(
    /\s/g,
    '',
  )
  const option = (index: number): ReadAnswer => (shown[index] ? { value: shown[index]!.value } : UNCLEAR)
  const from = /(上|うえ|下|した)から(?:数えて)?([0-9]+)(?:つ目|つめ|番目|番め|個目|番)/.exec(said)
  if (from) return option(/上|うえ/.test(from[1]!) ? Number(from[2]) - 1 : shown.length - Number(from[2]))
  const nth = /^([0-9]+)(?:つ目|つめ|番目|番め|個目)の?(?:やつ|もの|ほう|方)?/.exec(said)
  if (nth && said.length <= 10) return option(Number(nth[1]) - 1)
  if (said.length > 16) return undefined
  if (
    /(いちばん|最も|もっとも)(上|うえ)|^上(の|で|です)|^上の(ほう|方)|^(最初|さいしょ|はじめ)の(やつ|ほう|方|もの)?/.test(
      said,
    )
  )
    return option(0)
  if (/(いちばん|最も|もっとも)(下|した)|^下(の|で|です)|^下の(ほう|方)|^(最後|さいご|ラスト)/.test(said))
    return option(shown.length - 1)
  if (/真ん中|まんなか|真中|中央/.test(said) && shown.length % 2 === 1) return option((shown.length - 1) / 2)
  return undefined
}

const NEUTRAL =
  /ふつう|普通|半々|はんはん|半分|微妙|びみょう|(人|場合|時|とき|日|もの|状況|相手|気分|内容|けーす)に?より(けり|ます)?|(人|場合|時|とき|日|もの|状況|相手|気分|内容)による|によります|けーすばいけーす|どちらとも|どっちとも|どちらでもな|どっちでもな|どっちでも|どちらでも|真ん中|中間|五分五分|可もなく不可もなく|まちまち|なんともいえ|なんとも言え|そのとき次第|次第|とんとん|ぼちぼち|まあまあ?普通/
const STRONG =
  /とても|すごく|すごい|すっごく|めっちゃ|めちゃ|むっちゃ|まさに|まさしく|超|ちょう(?!ど)|かなり|完全に|どんぴしゃ|ばっちり|そのとおり|その通り|ほんまそれ|ほんとそれ|それな|わかる$|めちゃわかる|間違いな|もちろん|当然|だいぶ|非常に|いつも|毎回|必ず|100|百|ぴったり|ばり|ぶち|でら|ものすごく|もの凄く|絶対|ぜったい|よく(ある|あり|する|やる|言われ)|大好き|だいすき|得意中の|激しく|めさ|ごっつ|なまら|わっぜ|すこぶる|ずばり|自信あ|自信があ|言うまでもな|一番好き/
const MILD =
  /まあまあ|まぁまぁ|わりと|割と|わりかし|ちょっと|ちょい|少し|すこし|やや|どちらかと(いう|言う|いえ|言え)|どっちかと(いう|言う|いえ|言え)|どっちかって|どちらかって|そこそこ|結構|けっこう|たまに|ときどき|時々|多少|なんとなく|だいたい|大体|おおむね|そうかも|かもしれ|まあ(?!まあ普通)|まぁ|ほどほど|いくらか|若干|それなり|気がする|寄り|たぶん|多分|ぎり|なくはない|っぽい|ほうかな|方かな/
const WEAK_NO =
  /あまり|あんまり|あんま|そこまで|そんなに|そんな(?=.{0,6}(ない|へん|ません))|それほど|さほど|たいして|大して|いまいち|いまひとつ|ほとんど|ほぼ(?=.{0,6}(ない|ません))|なかなか|めったに|滅多に|べつに|別に/
const STRONG_NO =
  /まったく|全く|まるで|全然|ぜんぜん|じぇんじぇん|ちっとも|少しも|すこしも|一切|いっさい|絶対(?=.{0,8}(ない|無理|むり|嫌|いや))|皆無|1みり|一みり|ありえな|有り得な|みじんも|これっぽっち|さっぱり|ゼロ|ぜろ|からっきし|断じて/
const NEGATED =
  /な(い|かった|く(て)?)(?!か)|ません|ません?でした|へん|ひん|あかん|できず|せず|違|ちが|ちゃう|いいえ|ううん|無理|むり|だめ|ない$|ねえ$|ねー$|んす$|んわ$|さない|らん$|せん$|ん$(?<!さん|もん|やん|かん)/
const AGREES =
  /^(はい|うん|ええ|そう|そうです|そうだね|せや|せやな|そやな|yes|あてはまる|当てはまる|あてはまります|当てはまります|該当|その通り|そうですね|うんうん|いえす)/

/** Words that turn a statement round: somebody who finds it hard, or likes it. */
const AVERSE = /苦手|にがて|嫌い|きらい|嫌|つらい|辛い|しんどい|疲れ|無理|むり|できな|だめ|下手|へた/
const AT_EASE =
  /平気|大丈夫|余裕|得意|好き|すき|苦にな(らな|りません)|楽しい|楽勝|いける|気にしな|気にな(らな|りません)|慣れ/

function readScale(folded: string, pending: Pending): ReadAnswer | undefined {
  const value = (points: 1 | 2 | 3 | 4 | 5): ReadAnswer => ({ value: String(points) })
  const statement = fold(pending.question)
  if (/(5|五)(と|か|や)(1|一)|両方/.test(folded)) return SEVERAL
  if (NEUTRAL.test(folded) && !/(ちょっと|少し)(あてはま|当てはま)/.test(folded)) return value(3)
  const isNegated = NEGATED.test(
    folded.replace(
      /かもしれない|間違いない|仕方な|もったいな|なくはない|苦にならな|気にならな|問題な|なんともいえな/g,
      '',
    ),
  )
  if (STRONG_NO.test(folded)) {
    if (isNegated || AVERSE.test(folded)) return disagreesWith(folded, statement, isNegated) ? value(1) : value(5)
    if (AT_EASE.test(folded)) return AT_EASE.test(statement) || !isBurden(statement) ? value(5) : value(1)
    return value(1)
  }
  if (WEAK_NO.test(folded)) return value(2)

  const disagrees = disagreesWith(folded, statement, isNegated)
  const agrees =
    !disagrees &&
    (AGREES.test(folded) ||
      /あてはま|当てはま|そう|それ|まさ|どんぴしゃ|わかる|ある|する|なる|できる|ほう|やる/.test(folded) ||
      repeats(folded, statement) ||
      AT_EASE.test(folded) ||
      AVERSE.test(folded))
  if (disagrees)
    return MILD.test(folded)
      ? value(2)
      : STRONG.test(folded)
        ? value(1)
        : /^(いいえ|ううん|違|ちが|ちゃう)/.test(folded)
          ? value(1)
          : value(2)
  if (MILD.test(folded) && !/めっちゃ|めちゃ|とても|すごく/.test(folded))
    return agrees || folded.length <= 10 ? value(4) : undefined
  if (STRONG.test(folded)) return agrees || folded.length <= 14 ? value(5) : undefined
  if (agrees && folded.length <= 14) return value(AGREES.test(folded) ? 5 : 4)
  return undefined
}

/** The statement is about something hard: to be at ease with it is to disagree. */
const isBurden = (statement: string) =>
  AVERSE.test(statement) || /しまう|引きず|あたふた|ぐったり|飽き|後回し|入りたくない|避け/.test(statement)

function disagreesWith(folded: string, statement: string, isNegated: boolean): boolean {
  // 「苦手じゃない」 to 「…は苦手だ」, 「話せない」 to 「話せる」
  if (isNegated) return !(AVERSE.test(folded) && /(じゃ|では|く)な/.test(folded) && !isBurden(statement))
  if (AVERSE.test(folded)) return !isBurden(statement)
  if (AT_EASE.test(folded)) return isBurden(statement)
  return false
}

function repeats(folded: string, statement: string): boolean {
  for (let at = 0; at + 2 <= folded.length; at++) {
    const piece = folded.slice(at, at + 2)
    if (/[\p{Script=Han}]/u.test(piece) && statement.includes(piece)) return true
  }
  return false
}
