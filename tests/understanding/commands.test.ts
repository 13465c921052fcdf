import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BEGINNING } from '../../src/editing/destination.ts'
import type { CommandContext } from '../../src/understanding/command-context.ts'
import { list, readers } from './readers.ts'

const idle: CommandContext = BEGINNING
const asking: CommandContext = { ...idle, inFit: true, pendingSlot: 'fit.talk-first' }
const booked: CommandContext = { ...idle, hasBooking: true }
const finished: CommandContext = { ...idle, hasResult: true }

/** Where the talk stands when people say such a thing. */
const where = (command: string): CommandContext => {
  if (/callback/.test(command)) return booked
  if (/result/.test(command)) return finished
  return ['back', 'restart', 'stop'].includes(command) ? asking : idle
}

const COMMANDS = [
  {
    command: 'start_fit',
    because: 'people ask for the check by many names',
    texts: list(`
      適性チェックしたいです／診断受けてみたい／自分に合った仕事が何か診断してほしい／適職診断お願いします
      相性診断スタートして／向いてる職業を判定して／てきせいしんだんやりたい／フィットチェック始めたいです
      どんな仕事が合うかチェックしてもらいたい／診断ってやつやらせて／ほな診断やってみよか
      向き不向きテスト受けさせてください／質問に答えて向いてる仕事を知りたい／チェックを開始します
      自分に合う職種を調べたいので診断お願いします／診断してみてや／適性検査できますか？／じゃあ診断始めよう
      わたしに合う仕事診断して〜／テストやります／俺にあう仕事みつけてほしい／適職しらべて
      どんなタイプか調べてほしい／シンダンしたい／相性みてほしい／診断を受けさせてください
      向いてる仕事をチェックしたい／適性みてもらってもいいですか／俺の適性診断して／なんか診断やりたいわ
      わたしに向いてる職種って何か診断できる？／自分のタイプを知りたいから診断する／仕事の相性調べて
      適職テストをやってみたいです／ためしに診断してみる／フロントとかバックとかの診断やりたい
      診断はじめてください／チェックスタートで／自分に何が向いてるか知りたい／私にどんな仕事が合うか教えて
    `),
  },
  {
    command: 'back',
    because: 'a slip is taken back',
    texts: list(`
      一つ前に戻りたい／前の問題に戻って／間違えて押しちゃった／さっきの取り消したい／今の間違えました
      ひとつ前にもどして／まちがえたから戻りたい／直前の回答を訂正します／前の質問もう一回／今答えたの変えたい
      さっきのやつ直させて／戻るボタンどこ？／あ、ミスった！戻して／2つ前に戻りたい／今のやっぱなしで
      ちゃうちゃう、押しまちごうた／まえのしつもんにもどして／やっぱりさっきの「いいえ」でお願い／答え間違った
      一問前に戻してください／いっこまえにもどりたい／さっきの回答を修正させてください／4じゃなくて2でした
      間違って選んじゃった／先ほどの回答を変更したいです／前の答えを修正したい／さっき押し間違えた／一個戻りたい
      前の画面に戻って／もういっこ前に戻して／今の答え訂正させて／間違えました、戻してください
      さっきのは「はい」の間違いです／ごめん今のミス／直前の答えを取り消したい／戻れますか／今のやつ取り消して
      手がすべった、戻して／3つ前の質問に戻りたい／前のしつもんに答え直したい
    `),
  },
  {
    command: 'restart',
    because: 'they want the first question',
    texts: list(`
      もう一度最初からお願いします／はじめからやり直します／リセットして／全部やり直したい／最初の質問に戻って
      1から始めたい／初めからやりたいんやけど／ゼロからやり直させて／さいしょからやりなおしたい
      診断をもう一回やりたい／もう1回診断したい／一問目からやり直す／頭からもう一度／全部リセットでお願いします
      いちからやらせて／答え全部変えたいから最初から／スタートに戻って／また一からやってもいい？
      振り出しに戻りたいです／初期化して最初から／再チャレンジしたい／もっかい頭からやるわ
      最初に戻してもらえますか／リスタートで／診断やり直したい／最初からもう一度やりたいです
      いったんリセットして最初から／もう一回やり直したい／はじめに戻りたい／全問やり直し
      もう一度頭からお願いします／診断を最初からやり直す／答え直したいから最初に戻して
      まっさらにしてやり直したい／1問目に戻りたい／もういっぺん一から／また最初からやってみたい
      ぜんぶやりなおす／2回目やりたい／スタートからもう一度
    `),
  },
  {
    command: 'help',
    because: 'they do not know what to write',
    texts: list(`
      使い方を教えてください／ヘルプお願いします／これどう使うの？／何ができますか／使い方がよくわかりません
      メニューを表示して／機能を教えて／操作がわからん／どうすればいいの／このアカウントは何をしてくれるの？
      できること教えてほしい／説明してほしいです／何を聞いたらいいですか？／ここって何ができるん？
      つかいかたおしえて／どんなことを質問できますか／使い方ガイドありますか／めにゅー
      困ったときはどうすればいい？／何て打てばいいの／どんな機能がありますか／これってどうやるの
      このチャットの使い方は？／ヘルプみたい／HELP／何ができるか教えて／どうやって使うんですか
      使い方わかんない／ヘルプを見たい／どうしたらいいかわかりません／ここでは何ができますか
      何を質問したらいいの／操作の仕方を教えてください／メニューに戻りたい／メニュー画面開いて／機能一覧
      このボットは何をするもの？／どう進めればいいですか／コマンド一覧ください／つかえることおしえて
    `),
  },
  {
    command: 'stop',
    because: 'they have had enough for now',
    texts: list(`
      やめます／もう終わりにしたい／診断やめる／中断したいです／今日はもうやめとく／一旦ストップで／終わりたい
      また今度にします／途中でやめたい／疲れたからここまで／質問多いからやめたい／めんどいからやめるわ／やーめた
      もうええわ、やめる／ここで終了してください／ちょっと中断／続きはまた今度で／後にします
      時間ないんでやめます／もう答えたくない／しゅうりょう／おしまいにして／あとでやるから止めて／抜けたい
      飽きたから終わり／もうやめていいですか／終わりにします／ここでやめとくわ／中止してください
      診断を終わりたい／今日はおしまい／またあとでやります／疲れたんで終わります／ちょっと休憩したい
      これやめたい／質問終了／めんどくさい、やめる／時間がないので中断します／いったん終わりで／もう無理、やめる
    `),
  },
  {
    command: 'talk_to_human',
    because: 'a call and a talk are a human too',
    texts: list(`
      人と話せますか／誰かに相談したい／アドバイザーと話したいです／電話してほしいです／人間につないで
      担当者に代わって／オペレーターと話したい／直接話を聞いてほしい／電話で話せますか？／予約をお願いします
      面談したいです／キャリアアドバイザーに相談したいんですが／電話相談を申し込みたい／ひとにそうだんしたい
      プロの人に聞きたい／スタッフの方と話がしたいです／折り返し電話もらえますか／ボットじゃなくて人と話したい
      コールバックをお願いします／AIじゃなくて人に相談できますか／電話の予約取りたい／人に代わってや
      生身の人間と話させて／相談の予約したいんやけど／詳しい人に相談したいです／人と直接話したいです
      誰かにつないでほしい／電話で話したいんですけど／アドバイザーの人お願いします／担当者につないでもらえますか
      面談を申し込みたいです／キャリア相談をしたい／電話予約したい／人間の人と話させてください
      コールバック希望です／相談に乗ってほしいです／話を聞いてもらえますか／専門の人に相談したい
      電話くれませんか／チャットじゃなくて電話がいい
    `),
  },
  {
    command: 'cancel_callback',
    because: 'not wanting the call cancels it',
    texts: list(`
      予約をキャンセルしてください／面談を取り消したいです／電話の約束なしにして／やっぱり相談やめます
      予約取り消しでお願いします／電話しなくていいです／折り返し不要です／コールバックをキャンセルしたい
      相談の予約やめたい／よやくとりけして／申し込みを取り消したいのですが／明日の電話キャンセルで
      電話もういいです／面談いらなくなりました／予約なかったことにして／電話かけてこないでください
      行けなくなったのでキャンセルお願いします／予約消してほしい／もう電話いらんわ／やっぱ面談やめとくわ
      アポ取り消し／電話は結構です／電話の件、断りたい／ドタキャンしてもいいですか／通話の予約、破棄して
      予約をなしにしたいです／電話キャンセルでお願いします／面談はやっぱりやめておきます
      折り返しはもういらないです／相談の予約を取り消してほしい／電話してこないで／予約やっぱりいいです
      面談キャンセルさせてください／電話の予約消してください／用事ができたのでキャンセルで
      コールバックやめてください／もう連絡しないでください／明日の電話はなしで／予約を断りたいです
      都合が悪くなったので取り消したいです
    `),
  },
  {
    command: 'change_callback',
    because: 'a new number is a change too',
    texts: list(`
      日時を変更したいです／予約の時間変えられますか／別の時間にしてほしい／面談の日をずらしたい
      電話番号変わりました／番号間違えたので直してください／来週に変更してほしい／リスケしたいです
      時間を1時間遅らせてほしい／にちじをかえたい／電話の日程を変えてもらえますか／違う番号にかけてほしい
      その日都合悪くなったから別の日で／メールアドレス変更したい／もっと早い時間に変えたい
      予約を明日から明後日に変更／予約日を変更してください／時間ずらせる？／やっぱり夕方に変更したい
      連絡先を新しいのにしたい／予約をうごかしたい／延期してもらえますか／携帯の番号変えてんけど
      電話を夜に変えてほしい／日にち変えたいねん／予約時間を変更したい／別の日にしてもらえますか
      日程変更できますか／時間を遅くしてほしい／電話番号を変更したいです／番号が変わったんですけど
      来週にずらしてほしい／面談の時間早められる？／メアド間違えてました／予約を夜に変えたい
      明日は無理なので別の日にしてください／やっぱ土曜に変えてほしい／登録した番号直したい／時間帯を変えたいです
      予約の内容を変更したい
    `),
  },
  {
    command: 'callback_status',
    because: 'a lost reference is looked up',
    texts: list(`
      予約を確認したいです／電話いつ来ますか／面談の日時を教えて／予約番号がわからない
      私の予約ってどうなってますか／受付番号を忘れちゃった／何時だっけ、電話／ちゃんと申し込めてますか？
      連絡まだですか／予約入ってる？／電話こないんですけど／いつ電話くれるの／よやくかくにん／面談何日でしたっけ
      予約内容の確認／予約が取れてるか不安です／コールバックの時間いつ？／電話かかってこないんやけど
      折り返しまだ？／次の面談いつですか／予約状況を知りたい／整理番号なくした／予約した日忘れた
      何日に電話くるんやっけ／申し込んだのに連絡がない／予約の時間を教えてください／いつ電話がかかってきますか
      電話の予約確認したい／面談いつだっけ／受付番号がわからなくなった／まだ電話が来ません
      予約できてるか確認したい／予約日忘れちゃった／電話何時からだったっけ／申し込みちゃんとできてる？
      連絡っていつ来ますか／予約番号どこに書いてある？／折り返し電話が来ないんですが／面談の予約何時でしたか
      コールバックの予約状況
    `),
  },
  {
    command: 'show_result',
    because: 'the result is shown again',
    texts: list(`
      結果を見たいです／診断結果を教えて／もう一度結果を表示して／さっきの結果見せて／私の結果って何でしたっけ
      結果どこで見れる？／前回の診断結果／何が向いてるって結果だった？／けっかみせて／この間の結果をもう一回
      結果もう1回出して／診断の結果を確認したい／自分の結果が知りたい／結果見れますか／判定をもう一回見たい
      どんな結果だったっけ／結果ちょうだい／けっかおしえて／結果みして／診断って結局どうなった？
      前やった診断の結果見たい／チェックの結果は？／私何向きだったっけ／適性診断の結果をください／結果発表して
      さっきの診断の結果見せて／結果もう一度見せてください／診断結果が見たいです／結果を出して
      俺の結果なんだった？／前に出た結果もう一回見たい／結果画面に戻りたい／結果確認したい
      どれに向いてるって出たんだっけ／わたし何タイプだったっけ／診断結果ください／判定結果を見せてほしい
      結果を教えてくださいな／結果わすれた／結果みせてや
    `),
  },
  {
    command: 'why_result',
    because: 'the reasons are asked for',
    texts: list(`
      なんでこうなったの／結果の根拠は？／どうしてこの結果になったんですか／理由が知りたいです
      なぜ営業向きなの？／この判定の理由は何ですか／なんでバックオフィスなん？／どうやって判定してるの
      どの答えでこうなった？／根拠を教えてください／なぜこの結果なのか説明してほしい
      どういう基準で判定したんですか／納得できないんだけど／けっかのりゆうおしえて／なんで私が事務なの
      どこを見てそう判断したの／この結果おかしくない？なんで？／どういう仕組みでこの結果が出るの
      なんでこれが1位なん／理由を聞きたい／なんでその仕事が向いてるって出たの／結果の理由を説明して
      どうしてミドル？／どうしてそう思うの／何が決め手だったの／なぜこの結果なんですか
      なんでこのタイプになったの／結果の理由を教えてください／どうしてバックオフィス向きって出たの
      何を見て判断したの／根拠は何ですか／理由を詳しく知りたい／なんで私は営業に向いてるの？
      この結果の根拠を知りたいです／どの質問が関係してるの／判定の仕組みを教えて／なんでそうなるの？
      どうやって決めたの／結果に納得できません／どんな計算してるの
    `),
  },
  {
    command: 'resume',
    because: 'they come back to the check',
    texts: list(`
      続きをやりたい／再開して／続きからお願いします／途中からやりたいです／さっきの診断の続き／つづきから
      昨日の続きやる／中断したところから始めて／残りの質問に答えたい／続けます／途中のやつ再開したい
      戻ってきたから続きやるわ／診断再開／つづき／前の続きからできますか／まだ途中だったよね、続けたい
      途中で止めた診断やりたい／残りやります／この前の続き／続きしよ／つづきおねがい／途中で抜けたとこから
      質問の続きして／続けよか／さいかいする／続きをお願いします／再開お願いします／さっきの続きから
      診断の続きしたい／途中からお願いします／続けてください／残りの質問やりたい／中断してた診断を再開
      前回の続きを始めたい／続きやらせて／つづきをする／また続きからやるわ／途中になってるやつやりたい
      やりかけの診断やりたい／続きどうぞ
    `),
  },
  {
    command: 'delete_my_data',
    because: 'data are to go',
    texts: list(`
      データを全部消して／個人情報を削除してください／私の情報消してほしい／登録を解除したい
      アカウントを消したい／履歴消して／情報を削除してもらえますか／退会します／名前と番号を消してください
      答えた内容を全部消してほしい／でーたけして／もう使わないから情報消して／個人データの削除をお願いします
      記録を残さないで／登録情報を抹消してください／メアド消しといて／わたしのデータ全部削除して
      会話の履歴を消してほしい／俺の個人情報消してくれ／データ破棄をお願いします／情報全部消してや
      個人情報を残したくない／退会手続きしたい／診断のデータ消せる？／保存されてる情報を消去して
      私のデータを削除してください／情報を全部消したい／個人情報を消去してほしい／登録した電話番号を消して
      退会したいんですが／記録を全部削除して／データを残さないでほしい／保存してる情報を消してください
      アカウントを削除したいです／入力した内容を消して／履歴を削除してほしい／名前とか消してもらえる？
      でーたさくじょ／もう使わないのでデータ消して／連絡先消しといてや
    `),
  },
  {
    command: 'start_fit',
    because: 'people ask as they speak at home',
    texts: list('診断したか／診断やるべ／診断すっぺ／診断してけろ／診断やってちょう／診断させてくんろ'),
  },
  {
    command: 'back',
    because: 'people slip as they speak at home',
    texts: list('まちごうた／間違うたけん戻して／いっこ前さ戻して／前に戻してけろ／前の質問に戻してくれん'),
  },
  {
    command: 'restart',
    because: 'people begin again as they speak at home',
    texts: list('最初さ戻してけろ／はじめからやり直すべ／最初からやり直したか'),
  },
  {
    command: 'stop',
    because: 'people leave as they speak at home',
    texts: list('やめるべ／もうよか／もういいべ／今日はこのへんにしとく／いったんやめるばい／あとでやるけん'),
  },
  {
    command: 'why_result',
    because: 'people wonder as they speak at home',
    texts: list('なしてこの結果になったと／なしてこの結果だべ／どげんしてこうなったと'),
  },
]

/** What people say about work and themselves, with the words of commands in it. */
const TALK = list(`
      営業の電話ってキャンセルとか多い？／経理って途中でやめる人多い？／最初から営業はきついですか
      人と話すのが苦手でも営業できますか／電話対応ってどのくらいありますか／事務職に向いてる人ってどんな人？
      面談って何を話すんですか／予約なしでも相談できますか／続けやすい仕事って何？／コツコツ続けるのが得意です
      電話が苦手なんですけど大丈夫ですか／人事って結果を求められますか／前の職場の人間関係が嫌で辞めました
      仕事をやめたい／バイトやめたい／今の会社を辞めたいです／就活もうやめたい／営業の結果が出ないとどうなる？
      個人情報はどう扱われますか／データ入力の仕事って何をするの／履歴書の書き方教えて／面接の結果がまだ来ない
      電話営業ってきつい？／相談料っていくら？／アドバイザーってどんな人ですか／営業は断られることが多いですか
      カスタマーサポートは何時まで働く？／未経験でも始められますか／飽きっぽいけど大丈夫？
      なんで事務は人気なの？／どうして営業は離職率が高いの／経理になる方法／バックオフィスって何
      ミスしたらどうなる？／人と関わる仕事がしたい／自分に合う仕事がわからない／どんな仕事が向いてるかわからない
      面接で落ちた理由が知りたい／最初は何から勉強すればいいですか／電話でクレームを受けることはある？
      キャンセル対応って大変？／大学の相談室に行った／登録したら電話たくさん来ますか／無料ですか
      結果が数字で出る仕事がいい／変更が多い仕事は苦手／予定を立てるのが好き／データを集めるのが好きです
      人事は人の相談に乗る仕事ですか／転職の相談ってどこでするの／予約サイトの運営ってどの職種？
      営業から事務に変更できますか／電話に出るのが怖い／相談しても無理に勧められない？
      退職の理由は何て言えばいい？／営業で結果を出すコツは？／経理は毎月同じことの繰り返し？
      人事の仕事で電話対応はありますか／途中で仕事が変わることもある？／営業って最初は何をするの
      カスタマーサポートでクレームの電話が来たらどうする／事務って人と話すことある？／相談員って資格いる？
      転職を何回もしてるけど大丈夫？／予約管理の仕事ってありますか／数字の間違いに気づくのが得意
      データ入力が好きです／全部自分でやりたいタイプです／決められたことを続けるのが得意／変更に弱いです
      仕事が続かない／すぐ飽きるタイプなんですけど／続けられるか不安です／やめたくなったらどうしたらいい？
      人に頼られるのが好き／人の話を聞くのが好き／なんで面談するの／面談で何を聞かれますか／面談は何分ですか
      診断は何分かかりますか／診断って何問あるの／診断の結果は信じていいの／個人情報は大丈夫ですか
      電話はしつこいですか／営業電話かかってくる？／無理な勧誘ない？／どうして無料なんですか
      フロントオフィスとバックオフィスの違いは？／どうして営業は給料が高いの／私に向いてる仕事って何
      営業に向いてる人は？／人見知りでもできる仕事ある？／何から始めればいいかわからない
      経理の仕事って最初何する／前の会社を3か月で辞めた／今の仕事を続けるか迷ってる
      友達に相談したら営業を勧められた／働いたことがないんですけど／履歴書に書くことがない／電話が鳴るのが怖い
      お客様の情報を扱う仕事／書類の間違いを直す仕事は好き／戻りたい場所がない／もう一度学生に戻りたい
      結果がすぐ見える仕事がいい／理由を説明するのが得意です／使い方を説明する仕事はありますか
      残業が多い仕事は避けたい／スケジュール管理が得意です／予定変更が多い仕事ってどれ
      営業の今の状況を教えて／アドバイザーってどんな人？／カスタマーサポートの状況を教えて／経理の担当って何するの？
      休憩時間はちゃんとありますか／一から教えてもらえますか／全部未経験だけど大丈夫ですか／電話なしの仕事がいい
      営業はノルマを達成しないとやめさせられる？／休憩もらえない／入って3日でやめたい／やめたいと伝えたい
    `)

describe('commands', () => {
  it.each(COMMANDS)('reads $command, for $because', ({ command, texts }) => {
    const others = texts.filter((text) => readers.readCommand(text, where(command))?.command !== command)

    expect(others).toEqual([])
  })

  it.each([
    { context: asking, because: 'a question is pending' },
    { context: booked, because: 'a booking could be cancelled' },
    { context: finished, because: 'a result could be explained' },
  ])('takes no talk about work for a command though $because', ({ context }) => {
    const taken = TALK.filter((text) => readers.readCommand(text, context))

    expect(taken).toEqual([])
  })

  it.each([
    { text: '2つ前に戻って', steps: 2, because: 'counted in kana' },
    { text: '三つ前の質問に戻りたい', steps: 3, because: 'counted in kanji' },
    { text: '戻って', steps: undefined, because: 'one step is the rule' },
  ])('goes $steps steps back on "$text": $because', ({ text, steps }) => {
    expect(readers.readCommand(text, asking)).toMatchObject({ command: 'back' })
    expect(readers.readCommand(text, asking)?.steps).toBe(steps)
  })

  it.each([
    { text: 'さっきの、はいじゃなくていいえです', value: 'no', because: 'the better answer comes second' },
    { text: 'さっきのやつ、やっぱ3じゃなくて4で', value: '4', because: 'what is taken back comes first' },
    { text: 'さっきの3を4に変えて', value: '4', because: 'one is changed into the other' },
    { text: '5じゃなくて2', value: '2', because: 'a digit is a step of the scale' },
    { text: '間違えました', value: undefined, because: 'nothing better was said' },
  ])('takes $value from the correction "$text": $because', ({ text, value }) => {
    const read = readers.readCommand(text, asking)

    expect(read?.command).toBe('back')
    expect(read?.value).toBe(value)
  })

  it('moves a booking whose day does not suit any more, and nothing where there is none', () => {
    const booked = { inFit: false, inCallback: false, hasResult: false, hasBooking: true }

    expect(readers.readCommand('やっぱ金曜むりになった', booked)?.command).toBe('change_callback')
    expect(readers.readCommand('やっぱ金曜むりになった', { ...booked, hasBooking: false })).toBeUndefined()
  })

  it('asks why a question is asked only while one is', () => {
    expect(readers.readCommand('なんでそれを聞くんですか', asking)?.command).toBe('why_question')
    expect(readers.readCommand('なんでそれを聞くんですか', idle)?.command).not.toBe('why_question')
  })

  it('takes キャンセル for the booking where there is one, and for the check while it runs', () => {
    expect(readers.readCommand('キャンセルしたいです', booked)?.command).toBe('cancel_callback')
    expect(readers.readCommand('キャンセル', asking)?.command).toBe('stop')
  })

  it.each([
    {
      command: 'callback_status',
      texts: list(
        '状況を教えて／状況おしえて／その後どうですか／どうなってますか／担当決まった？／いつになりそう？／今どんな状況？',
      ),
    },
    { command: 'change_callback', texts: list('15時にして／やっぱり16時にできますか／来週の火曜の夜でお願いします') },
  ])(
    'takes words that could be about anything for $command where there is a booking, and not else',
    ({ command, texts }) => {
      expect(texts.filter((text) => readers.readCommand(text, booked)?.command !== command)).toEqual([])
      expect(texts.filter((text) => readers.readCommand(text, idle))).toEqual([])
      expect(texts.filter((text) => readers.readCommand(text, { ...booked, pendingSlot: 'fit.talk-first' }))).toEqual(
        [],
      )
    },
  )

  it('leaves 電話 to the form while it asks how to be reached', () => {
    const context = { ...idle, inCallback: true, pendingSlot: 'callback.wish' }

    expect(readers.readCommand('電話がいいです', context)).toBeUndefined()
    expect(readers.readCommand('電話はやめてほしい', context)?.command).not.toBe('cancel_callback')
  })

  it('leaves the name of an option to the question', () => {
    const options = [
      { value: 'phone', label: '電話やチャットで話を聞く', also: ['電話'] },
      { value: 'listen', label: '最後までよく聞く', also: ['説明'] },
    ]

    expect(readers.readCommand('電話がいい', { ...asking, options })).toBeUndefined()
    expect(readers.readCommand('説明', { ...asking, options })).toBeUndefined()
    expect(readers.readCommand('電話で人と話したい', { ...asking, options })?.command).toBe('talk_to_human')
    expect(readers.readCommand('前の質問に戻りたい', { ...asking, options })?.command).toBe('back')
  })

  it('leaves やり直す and 続ける to the question whether to begin again', () => {
    const context = { ...asking, pendingSlot: 'confirm.restart' }

    expect(readers.readCommand('やり直す', context)).toBeUndefined()
    expect(readers.readCommand('続ける', context)).toBeUndefined()
  })

  it('reads 「3問目を変えたい」 as changing an answer', () => {
    expect(readers.readCommand('3問目を変えたい', asking)?.command).toBe('change_answer')
    expect(readers.readCommand('答えを変えたいです', finished)?.command).toBe('change_answer')
  })

  it.each([
    { text: '🔄', command: 'restart' },
    { text: '📞お願いします', command: 'talk_to_human' },
    { text: '❓', command: 'help' },
  ])('reads $text as $command', ({ text, command }) => {
    expect(readers.readCommand(text, asking)?.command).toBe(command)
  })

  it('reads no picture beside words of their own', () => {
    expect(readers.readCommand('楽しみ📞', idle)).toBeUndefined()
  })

  it('reads what is erased to begin again as beginning again', () => {
    expect(readers.readCommand('全部消して最初から', asking)?.command).toBe('restart')
    expect(readers.readCommand('データを全部消して', asking)?.command).toBe('delete_my_data')
  })

  it.each([
    { text: 'この診断を中断してください', command: 'stop', context: asking },
    { text: '結果の決め方を知りたいです', command: 'why_result', context: finished },
    { text: '木曜の電話、出られなくなったから消しといて', command: 'cancel_callback', context: booked },
    { text: '相談の予約、ちゃんと取れてる？', command: 'callback_status', context: booked },
    { text: '仕切り直して1問目からやらせて', command: 'restart', context: asking },
    { text: '電話って、あさってだったっけ', command: 'callback_status', context: booked },
    { text: '明日じゃなくてあさってがいいです', command: 'change_callback', context: booked },
  ])('tells apart what is nearly the same: $text is $command', ({ text, command, context }) => {
    expect(readers.readCommand(text, context)?.command).toBe(command)
  })

  it('reads a mended number of a booking as no answer taken back', () => {
    expect(readers.readCommand('1じゃなくて7でした、電話番号', booked)?.command).not.toBe('back')
  })

  it('survives any text, quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        readers.readCommand(text, asking)
        readers.readCommand(`戻る${text}`, booked)
      }),
    )
  })
})
