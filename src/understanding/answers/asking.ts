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
  /^(うーん|んー|ん|えっと|えーと|いやー?(?=どう|わか|むず)|そうだなあ?|どうだろう?|どうかなあ?|どうかしら|考え中|迷う|まよう|難しい質問|むずい|ちょっと待って|待って|まって|あとで|後で)+(だ|ね|な|なあ|です|る|て|ください|くださいね|かも|かな|どうだろう?|どうかなあ?|ちょっと|答え(ます|る)?)*$/.test(
    folded,
  ) ||
  /(また|ので|から|んで|けど)(あとで|後で|後ほど)|また(返|送|連絡|れんらく|来)|待って|まってて|考えさせて|考える時間|あとで答え|後で答え/.test(
    folded,
  )
