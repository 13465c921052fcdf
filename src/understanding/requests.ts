import type { Command } from '../../flows/vocabulary.ts'
import { isAboutUs } from '../topics.ts'
import { type CommandContext, canAct } from './command-context.ts'
import type { Understood } from './understood.ts'

const REQUEST =
  /たい|ほし|欲し|くださ|下さ|お願|おねが|もらえ|くれ|いただけ|頂け|つな|繋|呼ん|代わ|替わ|頼|(相談|話|電話)(は|も)?でき(ま|る|ん)/
const ABOUT_THE_TALK = /(何|なに|なん|どんな|どのよう)(を|の|な|が|こと)|無料|むりょう/

/** 「相談にはどんな利点が」: somebody asks about talking to an advisor, not for it. */
export const isAboutTheTalk = (text: string) => ABOUT_THE_TALK.test(text)

/** 「この診断は終わりにしたい」: a text names what one does here. */
export const isAboutTheBot = (text: string) =>
  /診断|チェック|質問|設問|回答|チャット|会話|メニュー|画面|ボット/.test(text)

/** Whether a text that speaks of talking to somebody asks for it. */
export const isRequest = (text: string) => REQUEST.test(text) && !isAboutTheTalk(text)

/** 「それでもいい？」 agrees to nothing. */
export const asksWhetherItIsFine = (text: string) =>
  /(いい|良い|よい|大丈夫|だいじょうぶ|平気|問題ない|ok)((です|でしょう)か(ね|な)?[。?？]*|(の|かな?|よね)?[?？]+)$/i.test(
    text.trim(),
  )

const FAULT = '間違|まちが|違|ちが|誤|ミス|相違|(?<!見)直[すし]|なお[すし]'
const NONE = '(?:な[いくか]|なし(?!ゃ)|なさそう|ません|へん|[らわれ]ん|ね[えぇーく])'
/** 「直すところはありません」, 「それでかまいません」 */
const FAULTLESS = new RegExp(`(?:${FAULT}|異存|異論|異議|問題|もんだい|かま|構|差し支え)[^、。]{0,8}?${NONE}`, 'g')
const REFUSES = new RegExp(
  `${FAULT}|控え|見送|(?<!ま)まだ|(?:[合あ]っ|おう|正し|頼|お願い|申し?込|予約|進め|送)[^、。]{0,8}?${NONE}`,
)

/** 「そんな内容頼んどらんよ」 agrees to nothing, however like an agreement it is. */
export const isRefusing = (text: string) => REFUSES.test(text.replace(FAULTLESS, ''))

/** A booking, and nothing else that is kept: 「間違えて予約しちゃったので消して」 has no data erased. */
export const namesABooking = (text: string) =>
  /予約|よやく|電話|面談|相談|申し?込|もうしこ|約束|折り?返/.test(text) &&
  !/データ|情報|記録|履歴|ログ|登録|番号|名前|住所|メール|アドレス|個人|内容|全部|すべて|ぜんぶ|アカウント/.test(text)

const ASKS_OUTRIGHT =
  /[?？]|(です|ます|でしょう|だろう)か|って(なに|何|どう|どんな)|教えて|おしえて|(知|し)り(たい|とう)|(なん|何)(の|ですか)|とは$/

export const asksSomething = (text: string) => ASKS_OUTRIGHT.test(text)

const ASKS =
  /[?？]|か[なねよ。…\s]*$|何(?![でもか回度年日冊個時])|なに|なん[のか]|どう|どん|(?:どこ|どれ|どっち|どちら|誰|だれ)(?!とでも|にでも|でも|とも|も|か)|いつ(?!も|でも|の間|か)|いくら|なぜ|って$|とは|教え|おしえ|知り|聞き|興味|気にな|不安|心配|悩|迷|怖|向い|向き|おすすめ|転職|就活|求人|たい|ほし|欲し|くださ|お願|もらえ|いただけ/
const TELLS =
  /(です|ます|ました|でした|だった|った|いた|てる|てた|でた|いる|んだ|ません|ない|なく|たり|じゃって|ちゃって|であって|だが|くらい|ぐらい|や|やで|で|わ|ねん|けど|し|[るうくすつぬむぐぶ])(ね|よ|な|なあ|ー|~|〜|w|笑|っす|の|んだ|です|けど)*[。…!！\s(（)）笑]*$/

/** 「工場のバイトは二日で辞めました」: something is told, and nothing asked or wished for. */
export const isTelling = (text: string) => TELLS.test(text) && !ASKS.test(text)

const WISHES =
  /(?:(?<!知り|しり|聞き|きき|教わり|伺い|うかがい|見)たい|好き|すき|(?:ほう|方|の|ところ|とこ)(?:が|で)(?:いい|良い|よい))(?:です|な|なあ?|っす|ね|よ|わ|かも|けど|と思(?:う|います|っています|ってます)|[。!！\s])*$/

/** 「本屋で働きたい」: what somebody wishes for, and asks nothing about. */
export const isWishing = (text: string) => WISHES.test(text) && !asksSomething(text)

/** 「残業がどれくらいか知りたい」: asked without asking. */
export const wishesToKnow = (text: string) =>
  /(知り|しり|聞き|きき|教わり)たい|どう|どん|(何|なん|なに)(か|が|を)|いくら|気にな|不安|心配|こわい|怖い/.test(text)

const HUMAN =
  /相談|アドバイザー|担当|電話|面談|予約|折り返し|連絡|オペレーター|スタッフ|エージェント|カウンセラー|専門家|話を聞いて|話がしたい/
/** That there is somebody to talk to, however it is put. */
export const speaksOfSomebody = (text: string) =>
  HUMAN.test(text) || /人|ひと|誰|だれ|話|はな[さしすせそ]|会[いえっわ]|聞い|きい|声|プロ|助け|手伝|任せ|頼/.test(text)

/** What people come to after telling why; other words in a story are part of it. */
const AFTER_A_STORY: ReadonlySet<Command> = new Set([
  'talk_to_human',
  'change_callback',
  'cancel_callback',
  'callback_status',
])

/** 「裏方で働く人が何に悩むのか聞きたい」 asks about people, not for one. */
export const isAskedAfterAStory = (command: Command, sentence: string) =>
  AFTER_A_STORY.has(command) && (command !== 'talk_to_human' || HUMAN.test(sentence))

/** What one asks about in the words with which one asks for it. */
const ASKED_ABOUT: ReadonlySet<Command> = new Set(['start_fit', 'talk_to_human', 'help'])
/** From here on a question about us is no request to us. */
const SURE_OF_A_QUESTION_ABOUT_US = 0.9
const ERASES = /消|けし|けす|削除|さくじょ|抹消|破棄|処分|退会|忘れて/
const KEPT = /データ|情報|記録|履歴|ログ|番号|名前|アカウント|会話|トーク|やりとり|やり取り|書いた|話した|答え|登録/
const BECOMES = /(?<![取打])消え[るま]|残[るりっ]て?|どうな[るりっ]|保存され/
const ONCE_IT_IS_GONE = /(消|けし?|削除|消去)し?(ても(?!ら|い)|たら|た?(あと|後|とき|場合))/g
const TO_ERASE =
  /消[しすせそさ去]|けし|けす|削除|さくじょ|抹消|破棄|処分|忘れて|残さ|残し|(?<!どう)して(ほし|くだ|くれ|もら)/

/** 「退会したらデータどうなる？」, 「履歴って残りますか」: what becomes of what is kept is asked, and none of it erased. */
export const asksWhatIsKept = (text: string) =>
  KEPT.test(text) &&
  BECOMES.test(text) &&
  !TO_ERASE.test(text.replace(ONCE_IT_IS_GONE, '')) &&
  /[?？]|(ます|です|る|た)(か|の)(な|ね)?[。…\s]*$|って$|どうな/.test(text)

const ASKS_FOR_A_TALK =
  /(相談|面談|話|電話|予約|申し?込み?)(は|も|を|が|に)?(でき(ま|る|ん)|したい|お願い|おねがい|希望)/
const WANTS_TO_KNOW = /教え|おしえ|知り|うかが|伺|(の|ん)(かな)?$|ますか|心配|不安/

/** 「相談は何分くらい？」 asks for no talk, 「この診断で何がわかるの」 for no check: what it is to use us is asked. */
export const isAskedAboutUs = (
  found: Understood,
  command: Command,
  text: string,
  talk: Omit<CommandContext, 'pendingSlot' | 'options'>,
): boolean =>
  found.kind === 'topic' &&
  isAboutUs(found.topic) &&
  found.confidence >= SURE_OF_A_QUESTION_ABOUT_US &&
  (ASKED_ABOUT.has(command) || !canAct(command, talk) || (command === 'delete_my_data' && !ERASES.test(text))) &&
  (asksSomething(text) || WANTS_TO_KNOW.test(text)) &&
  (isAboutTheTalk(text) || !(command === 'start_fit' ? REQUEST : ASKS_FOR_A_TALK).test(text))
