import { hiragana, plain } from '../normalize.ts'
import { remembered } from '../remembered.ts'

/** Whether words say yes to a statement, no to it, or both at once. */
export type Agreement = 'agrees' | 'disagrees' | 'mixed'

/** 「〜ない」 in its many forms, shortly after the word it turns round. */
const TURNED =
  /^(と?ちゃう(?!か)|[ぁ-んー]{0,8}?(無い|無し|(?<!っぱ)なし$|なしです|ない|なく(?!も)|なかっ|なさそう|ません|ませんでした|へん|ひん|ねえ|ねー|ず(に|$)|ぬ$|じゃん?ない|(?<![なもやかねさほこぜゃ])ん($|です|わ|ね|よ|な|けど|かな)))/
/** Being fine with it, though 「ない」 stands inside. */
const FINE_IDIOM =
  /(問題|もんだい)(は|も)?(な[いくし]|あり?ません)|苦にな(らな[いく]|りません)|苦(じゃ|では?)な[いく]|気にな(らな[いく]|りません)|気に(しな[いく]|しません|せん|せえへん)|気にして(い)?(ない|ません)|気にせず|(かま|構)(わな[いく]|いません|わん|わ?へん)|抵抗(は|も|が)?(全然|まったく|特に|とくに)?(な[いく]|ありません|ぜろ)|なんとも(な[いく]|思わな|思いません)/g
const PLEASED =
  /得意|とくい|好き|好か(?=ん|へん|な)|すき(?!ま)|好物|平気|へ[いー]き|へっちゃら|ばっちこい|どんとこい|元気|安心|立ち直(?!れな|れませ)|楽(?=です|だ|に|っ|ちん|$)|大丈夫|だいじょうぶ|最高|楽し|たのし|余裕|よゆう|楽勝|慣れ(?!るまで|るのに|な)|自信|うまい|上手|じょうず|わくわく|いける|いけます|おっけ|おーけー|ok|できる|できます|できそう|できた|やる気|燃え|もえる|落ち着(く|い|け|き)|ぜひ|喜んで|歓迎|★/g
const TROUBLED =
  /苦手|にがて|人見知り|ひとみしり|こみゅ障|口下手|ぱにく|ぱにっく|てんぱ[りるっ]|(?<!負けず)嫌|きらい|いやだ|いやです|無理|むり(?!や)|だめ|駄目|あかん|下手|へた|つら|辛い|しんど|疲れ|つかれ|きつ|厳し|きびし|難し|むずかし|不安|怖|こわ(?!れ|し)|恥|はずかし|緊張|真っ白|頭が痛|震え|ふるえ|うんざり|(^|気が)重[いく]|気まず|息苦し|苦痛|立ち直れな|へこ[むみん]|凹|地獄|限界|(?<![a-z])ng(?![a-z])|落ち込|すとれす|面倒|めんど|音痴|おんち|気にな[らりるっ]|いらいら|あたふた|ぐったり|飽き|あきる|あきちゃ|引きず|引き摺|避け|さけ(?=[たるて])|困[るりっ]|こま[るりっ]|弱い|できな|できません|でけへん|できへん|できん|ようせん|抵抗|しまう|(?<=[ぁ-ん])ちゃう(?!わ|ん)|後回し|焦|あせる|迷う|迷って|遠慮|やめと/g

const YES =
  /^(はい(?!いえ)|うん|ええ(?!っと)|そう(?!で[もは]|じゃ(?!$)|やな|いう|な[んの]|する)|[せそ]や(?!な[いか])|んだ(んだ|な|ね|べ)*$|(まったく|全く|ほんとに|本当に)?その(とお|通)り|まさ(に|しく)|どんぴしゃ|ほんま|ほんと(?!に)|それ(な|や|です|だ)?$|完全にそれ|同感|いえす|yes|もち(のろん|ろん)|当然|当たり前|あたりまえ|そりゃ(あ)?(そう|もう)|ばっちり|断然そう)|(まさに|ほんま|ほんと|まじで?|完全に)?(それ|(?<=まさに)(私|わたし|俺|おれ|僕|自分)(のこと)?)(な|や|です|すぎ)*$|(いえす|yes)(です|かな)*$/
const NO =
  /^(いいえ|いえ|いーえ|ううん|のー$|no$|ちが|違(う|い|った)|ちゃう|ちゃい)|^(真逆|まぎゃく|正反対|逆)(です|だ|や|かな|かも|っす)*$|そうで(も|は)|そうじゃ(?!$)|そう?や(ない|あらへん)|そんなこと(は|も)?な|思(わな|いませ|わへ|わん)|^そこまで|^いや$|(?<!どこ|何|間)違(う|い(ます)?)$|(?<!ま)ちがう$|(^|それは|そら)ちゃう|はちょっと(ね|な|です)*$/
const FITS = /(あて|当て|該当)(はま|し)/
/** Something is done, or was; nothing denies it. */
const DONE =
  /(みる|みます|する|します|した|してる|してます|してい(る|ます)|やる|やった|やって|やりま|ある|あります|あった|あり$|なる|なります|思う|思います|たい|ました|ます|られる|れる|える|いる|っていた|ってた|っている|ってる|んでる|んだ)(です|よ|ね|な|なあ|わ|けど|かな|かも|と思う|と思います|ほう|方|っす|し|で|んです|の)*$/
const DENIED =
  /(ない|ません|ませんでした|なかった|(?<!っぱ)なし|へん|ひん|ねえ|無い|あらへん|せん|[られけべかわばま]ん|なくて|なくって|なくてね|ぜんぜん|全然|まったく|全く|皆無|未経験|ぜろ)(です|よ|ね|な|なあ|わ|けど|かな|かも|っす|し|と思う|と思います|んです|ほう|方|だ|でした|んだよね|んだ)*$/

/** What words say to a question or statement: by yes and no, by its own verb again, or by how they feel about it. */
export const agreement = remembered((folded: string, question: string): Agreement | undefined => {
  const said = withoutDoubt(folded)
  const byWord = saidOutright(said)
  if (FITS.test(said)) return byWord
  const supposed = SUPPOSED.exec(question) ?? NEVER.exec(question)
  if (supposed) return byWord ?? confirmed(said, plain(supposed[1]!))
  const again = repeated(said, question)
  const feels = felt(said, question)
  // 「下手だと言われる」: of a question that is about a feeling, the feeling decides
  const byMeaning =
    again && feels && feels !== 'mixed' && !/けど|でも|だが/.test(said) && feeling(asked(question)) !== undefined
      ? feels
      : (again ?? feels)
  if (byWord && byMeaning && byWord !== byMeaning) return /^いえ(?!いえ)|^いや/.test(said) ? byMeaning : 'mixed'
  return byWord ?? byMeaning
})

/** 「〜ない、で合っていますか？」: a statement to say yes or no to, whatever it denies. */
const SUPPOSED =
  /^(.+?)[、,]?(という|って|っていう)?(こと|認識|理解)?(で|は)[、,]?(合って|あって|よろしい|よかった|間違い(ない|あり|ござい)|まちがい(ない|あり)|正しい|大丈夫)[^、。]*[?？]?$/

/** 「まだ〜したことがないですか？」 supposes as much. */
const NEVER = /^(.*(?:こと|経験)[がは]?(?:ない|ありません))(?:です|の|ん)*か[?？]$/

/** A statement is confirmed by calling it right, or by what is as true of the one as of the other. */
function confirmed(said: string, supposed: string): Agreement | undefined {
  if (/(合って|あって|間違いな|正しい|よろしい)(?!.{0,4}(ない|ません|なく))/.test(said)) return 'agrees'
  if (/間違(って|い)|違/.test(said)) return 'disagrees'
  if (/^まだ(です|だ|っす)*$/.test(said)) return DENIED.test(hiragana(supposed)) ? 'agrees' : undefined
  const statement = hiragana(supposed)
  const feels = feeling(said)
  const holds = feels ? (feels > 0 ? 'agrees' : 'disagrees') : agreementOfDoing(said)
  if (holds !== 'agrees' && holds !== 'disagrees') return undefined
  const isDenial = DENIED.test(statement)
  return (holds === 'disagrees') === isDenial ? 'agrees' : 'disagrees'
}

/** Yes or no in so many words. */
export function saidOutright(said: string): 'agrees' | 'disagrees' | undefined {
  const byWord = NO.test(said) ? 'disagrees' : YES.test(said) ? 'agrees' : undefined
  const fits = FITS.exec(said)
  if (!fits) return byWord
  return TURNED.test(said.slice(fits.index + 2)) || byWord === 'disagrees' ? 'disagrees' : 'agrees'
}

/** What words say by their end alone, which tells that something is done, or is not. */
export function agreementOfDoing(folded: string): Agreement | undefined {
  // 「なるなる」
  const said = withoutDoubt(folded).replace(/^(?!ぜん|んだ)([ぁ-ん]{2,5}?)\1+$/, '$1')
  return DENIED.test(said) ? 'disagrees' : DONE.test(said) ? 'agrees' : undefined
}

/** What people say besides: what they are at, what they ask about us, where they are with work. */
const ASIDE =
  /^(ごめん|すみません|すいません|すまん|今|いま|さっき|ちょうど|昨日|明日)|[てで]い?(くる|きます|きた|きました|た|ました)$|よね$|でしょう?$|飼って|会社|求人|就職|転職|応募|面接|相談|電話|結果|診断|質問|個人情報|お金|無料|親|母|父|友達/g

/** 「ごめん風呂入ってた」 says nothing of a statement: it is an aside, and no word of it is the statement's. */
export const isAside = (folded: string, question: string): boolean =>
  folded.search(ASIDE) >= 0 &&
  !(folded.replace(ASIDE, ' ').match(/\p{Script=Han}/gu) ?? []).some(
    (letter) => !BARE.has(letter) && question.includes(letter),
  )

/** 「かもしれない」 and 「間違いない」 deny nothing. */
const withoutDoubt = (folded: string) =>
  folded
    .replace(/かもしれ(ない|ません)|かもしれへん/g, 'かも')
    .replace(/間違ってい?(ない|ません)/g, 'まさに')
    .replace(/間違いな(い|く)|まちがいない/g, 'まさに')
    .replace(/なくはない|なくもない|ない(わけ|こと)(でも|じゃ)な(い|く)|ないこと(は|も)ない/g, 'ちょっとある')
    .replace(/(じゃ|では?)?ない(わけ|はず)(が|は|も)?(ない|ありません|なか)(です|でしょ|じゃん|って|よ|わ)*/g, '')
    .replace(/しかし?(ない|ません)/g, 'がある')
    .replace(/と[はも](言|い)(えない|えません|えん|いがた|い難)/g, 'ではない')
    .replace(/仕方な(い|く)|しょうがな(い|く)/g, '')

/** Kanji of how much and how often. */
const OF_DEGREE = new Set([
  ...'私俺僕自分時全然特別毎回年月週度々少結構普通絶対完多本当的割超必常言思感確性可能一二三四五十百',
])

/** Speaks of things the question does not: its verb is no answer. */
export const hasOwnMatter = (folded: string, question: string): boolean =>
  (folded.match(/\p{Script=Han}/gu) ?? []).some((letter) => !OF_DEGREE.has(letter) && !question.includes(letter))

/** Kanji that say nothing about what is asked. */
const BARE = new Set([...'人一二三四五事方中今日時間何自分前後上下大小物者的気場合手私僕俺働仕'])

const HAN = /\p{Script=Han}/u

/** Words of the question said again, with or without the same 「ない」. */
function repeated(said: string, question: string): Agreement | undefined {
  const asked = plain(question)
  const foldedAsked = hiragana(asked)
  const stems = [...asked.matchAll(/\p{Script=Han}+|[ァ-ヴー]{3,}|([ぁ-ん]{2})\1/gu)].flatMap(([word]) =>
    /\p{Script=Han}/u.test(word) && word.length > 2 ? [word, ...word] : [hiragana(word)],
  )
  const isOfFeeling = isTroubling(question)
  /** 「電話」 says nothing of 「話す」; 「大好き」 does of 「好き」. */
  const isCompound = (before: string | undefined, stem: string) =>
    before !== undefined &&
    HAN.test(before) &&
    !'大超激物事'.includes(before) &&
    !OF_DEGREE.has(before) &&
    !asked.includes(before + stem)
  const lesser = /^(.*)より、/.exec(foldedAsked)?.[1] ?? /ほうが(.{1,8})より/.exec(foldedAsked)?.[1] ?? ''
  // 「待ち時間があると、いらいらする」: it is not the waiting that is asked about
  const condition = isOfFeeling ? '' : (/^(.*(?:と|たら|れば))、/.exec(foldedAsked)?.[1] ?? '')
  let found: { at: number; end: number; isTurned: boolean; agrees: boolean; isLesser: boolean } | undefined
  for (const stem of stems) {
    // to 「残業に抵抗は？」 it is the feeling that answers, not the overtime
    if ([...stem].every((letter) => BARE.has(letter)) || (isOfFeeling && feeling(stem) === undefined)) continue
    if (condition.includes(stem) && !foldedAsked.slice(condition.length).includes(stem)) continue
    const at = said.lastIndexOf(stem)
    if (at < 0 || (found && (found.at > at || (at > found.at && at < found.end)))) continue
    // 「会社」 says nothing of 「会う」
    if (HAN.test(stem) && stem.length === 1 && (HAN.test(said[at + 1] ?? '') || isCompound(said[at - 1], stem)))
      continue
    const isTurned = TURNED.test(said.slice(at + stem.length))
    const wasTurned = TURNED.test(turnable(foldedAsked, stem))
    // 「立つより、支えるほうが好き」: who would rather stand does not agree
    const isLesser = lesser.includes(stem) && !foldedAsked.replace(lesser, '').includes(stem)
    found = { at, end: at + stem.length, isTurned, agrees: (isTurned === wasTurned) !== isLesser, isLesser }
  }
  // 「教える機会がない」: denied is something else
  if (found && !found.isTurned && DENIED.test(said) && !DENIED.test(foldedAsked)) return undefined
  // a feeling said about the same thing counts more: 「電話は苦手」 to 「電話で話すのは平気ですか」
  // 「夏休みは海に行く」: the question's word is what another thing is said of
  const after = found && said.slice(found.end)
  if (after && /[?？]/.test(question) && !TURNED.test(after) && hasOwnMatter(after, question)) return undefined
  if (!found || (feeling(said.slice(found.at)) !== undefined && !found.isLesser)) return undefined
  return found.agrees ? 'agrees' : 'disagrees'
}

/** What follows a word in the question, to the next word; asking with ませんか denies nothing. */
const turnable = (asked: string, stem: string) =>
  asked
    .slice(asked.lastIndexOf(stem) + stem.length)
    .replace(/ませんか.*$/, 'ますか')
    .split(/[、。\p{Script=Han}]/u)[0] ?? ''

/** What is asked is whether something is hard to bear. */
export const isTroubling = (question: string) => /[?？]/.test(question) && feeling(asked(question)) === -1

const asked = (question: string) => plain(hiragana(question)).replace(/[？?。]/g, '')

/** To wish for something, or to be able to: it troubles nobody then. */
const WISHING =
  /(?<!避け|さけ|やめ|辞め|遠慮し|断り|逃げ|控え|減らし|休み|帰り)た(い|か$|いです)(?!.{0,3}な[くい])|(行け|いけ|話せ|出られ|出れ|でき|働け|やれ|乗れ|待て|会え|立て|動け|住め|入れ)(る|ます)/
const UNWILLING =
  /たく(は|も)?(ない|ありません|ねえ|ねー)|たない$|(行け|いけ|話せ|出られ|出れ|でき|働け|やれ|乗れ|待て|会え|立て|動け|住め|入れ)(ない|ません|ん|へん)/

function felt(said: string, question: string): Agreement | undefined {
  const feels = feeling(said) ?? (isTroubling(question) ? willing(said) : undefined)
  if (feels === undefined) return undefined
  if (feels === 0) return 'mixed'
  // whether that is good or bad cannot be told: 「しばらく考えられなくなる」
  if (feeling(asked(question)) === undefined && DOUBTFUL.test(question)) return undefined
  return feels === (feeling(asked(question)) || 1) ? 'agrees' : 'disagrees'
}

const DOUBTFUL = /(れない|られない|くなる|感じる)。?$/

const willing = (said: string) => (UNWILLING.test(said) ? -1 : WISHING.test(said) ? 1 : undefined)

/** 1 for at ease, -1 for in trouble, 0 for both in one breath. */
function feeling(text: string): -1 | 0 | 1 | undefined {
  const words = text.replace(FINE_IDIOM, '★')
  const all = [
    ...[...words.matchAll(PLEASED)].map((match) => ({ match, sign: 1 })),
    ...[...words.matchAll(TROUBLED)].map((match) => ({ match, sign: -1 })),
  ].map(({ match, sign }) => {
    const end = match.index + match[0].length
    return { end, sign: TURNED.test(words.slice(end)) ? -sign : sign }
  })
  const last = all.reduce<(typeof all)[number] | undefined>(
    (one, other) => (one && one.end > other.end ? one : other),
    undefined,
  )
  if (!last) return undefined
  if (/だけど|けど.|だが|でも.|一方/.test(words) && all.some(({ sign }) => sign !== last.sign)) return 0
  return last.sign === 1 ? 1 : -1
}
