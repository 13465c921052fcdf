import { conclusionOf } from './clauses.ts'

/** 「計画？ゼロです」 takes up a word before answering; it asks nothing. */
export const withoutEcho = (words: string) => {
  const [, asked, said] = /^([^?]{1,8})\?(.*[^?\s].*)$/.exec(words) ?? []
  return said && !isAsking(asked!) && !isAsking(said) ? said : words
}

/** Put as a question, not only in words that questions have. */
export const isPutAsQuestion = (words: string) => /[?？]|(です|ます|でした|ました)か[。]?$/.test(words)

/** Asks back instead of answering. */
export const isAsking = (words: string) =>
  /[?？]|(なん|何|なに)(で|のため)(そ|こ|知|聞|き)|(なに|何)それ|(誰|だれ|何|なん|どれ|どこ)のこと|意味(が|は)?(わか[らんり]|分か[らんり]|不明|ふめい)|どういう|(どっち|どちら|どれ|何|なに|なん|いつ|どこ|だれ|誰)(?!か|でも|も|と).{0,8}(の|んだろう?)$|って(何|なに|どこ|どれ|どう|なん)|とは$|(です|ます|でしょう)か[。]?$|教えて|入る\?|ふくま|含ま|なきゃ(だめ|ダメ)|ないと(だめ|ダメ)|いくら(です|もら|く)|どのくらい|どれくらい/.test(
    words,
  )

/** Asks for time instead of answering. */
export const isStalling = (folded: string) =>
  /^(うーん|んー|ん(?!だ)|えっと|えーと|いやー?(?=どう|わか|むず)|そうだなあ?|どうだろう?|どうかなあ?|どうかしら|考え中|迷う|まよう|難しい質問|むずい|ちょっと待って|待って|まって|あとで|後で)+(だ|ね|な|なあ|です|る|て|ください|くださいね|かも|かな|どうだろう?|どうかなあ?|ちょっと|答え(ます|る)?)*$/.test(
    folded,
  ) ||
  /(また|ので|から|んで|けど)(あとで|後で|後ほど)|また(返|送|連絡|れんらく|来)|待って|まってて|考えさせて|考える時間|あとで答え|後で答え/.test(
    folded,
  )

const KIN =
  'お?[父母兄姉]|両?親|おとん|おかん|とうちゃん|かあちゃん|お?(?:とう|かあ|にい|ねえ|じい|ばあ)(?:さん|ちゃん)|パパ|ママ|弟|妹|祖[父母]|いとこ|息子|娘|夫|妻|旦那|嫁|家族|彼[氏女]|友[人達]|友だち|ともだち|親友|ツレ|クラスメ[イー]ト|同級生|知り合い|知人'
/** People at work are wished for, too: 「先輩がやさしい」. */
const AT_WORK = '先輩|後輩|同期|同僚|上司|店長|先生'
const SOMEBODY = new RegExp(
  `^(?:うちの|[私俺僕]の)?(?:(?:${KIN})(?:ちゃん|さん|たち|達)?(?:の(?:ほう|方))?(?:は|が|も|って|なら|だったら)|(?:${AT_WORK})(?:たち|達)?(?:は|も|なら|だったら))`,
)
const SELF = /私|わたし|あたし|僕|ぼく|俺|おれ|自分|うち|わし|ワイ/

/** 「弟は大学生です」 tells of somebody else, and of whoever says it nothing, unless that is who is asked about or it leads up to more. */
export const isOfSomebodyElse = (words: string, question: string) => {
  const who = SOMEBODY.exec(words)
  if (!who || SELF.test(words.slice(who[0].length)) || question.includes(who[0].slice(0, 1))) return false
  return conclusionOf(words) === undefined
}
