import type { Pending } from '../../src/understanding/understood.ts'
import { list } from './readers.ts'

const choices = (...options: string[]) =>
  options.map((option) => ({ value: option.split(':')[0]!, label: option.split(':')[1]! }))
const SCALE = choices(
  '5:とてもあてはまる',
  '4:ややあてはまる',
  '3:どちらともいえない',
  '2:あまりあてはまらない',
  '1:まったくあてはまらない',
)
/** 「text→expected」, apart by ／ and new lines. */
const pairs = (rows: string) => list(rows).map((row) => row.split('→') as [string, string])

const YES_NO = choices('yes:はい', 'no:いいえ')

/** What people type to a question, and what is recorded; `4|5` where either is fair, `unclear` where nothing is. */
export const ANSWERS: {
  question: string
  kind: Pending['kind']
  options: Pending['options']
  answers: [text: string, expected: string][]
}[] = [
  {
    question: '人に頼まれると、断れないほうだ',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      めっちゃそう→5／かなりあてはまる→5／その通りです→5／すごく断れない→5／まじでそれ→5／わりと断れない→4
      ちょっとあるかも→4／まあそうですね→4／どっちでもない→3／時と場合による→3／まんなか→3
      あんまりないかな→2／そうでもない→2／わりと断れるほう→2／どちらかというと断れる→2／全然断れる→1
      まったくない→1／普通に断ります→2／下から一番目→1／上から3つ目→3／2か3かな→unclear
      なにそれ→unclear／難しい質問だなあ→unclear／10→unclear
    `),
  },
  {
    question: '大勢の前で話すのは緊張する',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      とても緊張します→5／めちゃめちゃ緊張する→5／超緊張します！→5／少し緊張します→4／やや緊張する→4
      けっこう緊張します→4／人数による→3／あまり緊張しません→2／そんなに緊張しないです→2／全然緊張しない→1
      まったく緊張しません→1／緊張しないほうです→2／どちらかといえば緊張しない→2／めっちゃする→5
      ぜんぜんしない→1／しません→2|1／ちょい緊張→4／えぐい緊張する→5／大勢って何人くらい？→unclear
      あとで答えてもいい？→unclear
    `),
  },
  {
    question: '数字を扱うのは得意だ',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      得意です→4|5／すごく得意です→5／めっちゃ得意→5／まあまあ得意→4／そこそこ得意です→4／普通です→3
      苦手です→2|1／ちょっと苦手→2／めっちゃ苦手→1／かなり苦手→1／わりと苦手→2／得意じゃない→2
      あんまり得意じゃないです→2／全然得意じゃない→1／全く得意ではありません→1／苦手ではない→3|4
      どちらかというと苦手→2／どちらかというと得意→4／大の苦手→1／数学は得意だけど計算は苦手→unclear|3
      得意中の得意→5／なんとも言えない→3／まるでダメ→1／4だと思う→4／五→5／2番目→4
    `),
  },
  {
    question: '新しいことを始めるとき、わくわくする',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      わくわくします→4|5／めっちゃわくわくする→5／ものすごくする→5／ちょっとわくわくする→4／あんまりしない→2
      全然わくわくしない→1／むしろ不安→2|unclear／不安のほうが大きい→2|unclear／ものによる→3
      半分半分→3／そうかな→4|unclear／かなりする→5／いつもする→5／たまにする→4／ほとんどしない→2
      まったくしません→1／するほうです→4／しないほう→2／ややしない→2／最初のやつ→5／真ん中のやつ→3
      いやー、どうかなあ→unclear
    `),
  },
  {
    question: '細かい作業をしていると、イライラしてくる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      めっちゃイライラする→5／イライラしやすい→4|5／全然イライラしない→1／むしろ好き→1|2
      少しイライラします→4／しないですね→2|1／まったくしない→1／あまりイライラしません→2／平気です→1|2
      全然平気→1／どちらでもない→3／すごくあてはまります→5／ちょっと当てはまらない→2／あてはまらないです→2|1
      あてはまります→4|5／当てはまるかな→4／どちらかというと当てはまらない→2／全くもって当てはまらん→1
      ほぼあてはまらない→2／ほぼ当てはまる→4|5
    `),
  },
  {
    question: 'パソコンを使うのは好きですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      好きです→yes／大好き→yes／嫌いじゃない→yes|unclear／好きじゃないです→no
      あまり好きではない→no／まあまあ好き→yes／そうでもない→no／苦手です→no／普通→unclear
      はい、好きです→yes／全然→no／②番→no／両方→unclear／前のほうの選択肢→unclear|yes
      上→yes
    `),
  },
  {
    question: 'チームで何かをやりとげたことがありますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      あります→yes／ありますよ→yes／ないかも→no|unclear／部活であります→yes
      文化祭でやりました→yes／特にないです→no／思いつかない→no|unclear／あったと思う→yes
      一回だけある→yes／うーん、ないかな→no／チームって何人から？→unclear／覚えてない→unclear
      まあ、はい→yes／いえ、ありません→no／したことある→yes／やったことない→no|no／経験ないです→no
      経験あります→yes
    `),
  },
  {
    question: 'シフト制の仕事でも大丈夫ですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      大丈夫→yes／問題ないです→yes／いけます→yes／平気っす→yes／ちょっと無理です→no／難しいです→no
      嫌です→no／できれば避けたい→no／かまいません→yes／どちらでもいい→unclear|yes
      内容による→unclear／無理かも→no／うん大丈夫→yes／大丈夫じゃないです→no
      シフト制はきついです→no／OKです→yes／シフトって何？→unclear／全然OK→yes／いいですよ→yes
      遠慮したいです→no
    `),
  },
  {
    question: '一人で作業するのは苦手ですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      苦手です→yes／苦手じゃないです→no／得意です→no／平気です→no／ちょっと苦手かも→yes
      むしろ好き→no／全然平気です→no／好きなほうです→no／そんなことないです→no／そうですね→yes
      かなり苦手→yes／あまり苦手ではない→no
    `),
  },
  {
    question: '働く場所で、近いのはどれですか？',
    kind: 'choice',
    options: choices('office:オフィスで働きたい', 'outside:外に出て働きたい', 'any:どこでもいい'),
    answers: pairs(`
      オフィスがいい→office／外がいいです→outside／外に出たい→outside／どこでもいいです→any
      こだわりなし→any／特に希望はない→any|unclear／二番→outside／最後→any
      オフィスと外で迷う→unclear／室内がいい→office|unclear／まだ決めてない→unclear
      オフィスかな→office／在宅ってある？→unclear／おふぃす→office／4番→unclear
    `),
  },
  {
    question: '今の状況に近いものはどれですか？',
    kind: 'choice',
    options: choices(
      'student:学生',
      'parttime:アルバイト・パート',
      'fulltime:正社員',
      'contract:契約社員・派遣',
      'none:働いていない',
    ),
    answers: pairs(`
      大学生→student／短大に行ってます→student／学校行ってる→student
      大学院生です→student／バイトしてます→parttime／フリーターです→parttime
      パートで働いてます→parttime／正社員で働いてます→fulltime／会社員です→fulltime
      派遣です→contract／契約社員やってます→contract／ニートです→none／今は何もしてない→none
      仕事探し中です→none／辞めたばかりです→none／休職中→none|unclear／がくせい→student
      せいしゃいんです→fulltime／学生だけどバイトもしてる→unclear|student／求職中です→none
      専門学生→student／高校3年です→student／はけん→contract／働いてないです→none
      働いてます→unclear|fulltime／プータロー→none|unclear／秘密です→unclear
    `),
  },
  {
    question: '気になる仕事はどれですか？',
    kind: 'choice',
    options: choices(
      'sales:営業',
      'retail:販売・接客',
      'support:カスタマーサポート',
      'clerical:一般事務',
      'accounting:経理',
      'hr:人事・労務',
    ),
    answers: pairs(`
      営業がいい→sales／接客→retail／販売かな→retail／カフェとかアパレル→retail
      カスタマーサポートです→support／コルセン→support／サポート系→support
      一般事務かな→clerical／じむ→clerical／事務職→clerical／けいり→accounting
      簿記を活かせるやつ→accounting／人事→hr／労務→hr／採用の仕事→hr／営業か事務→unclear
      3つ目→support／⑤→accounting／ぜんぶ→unclear／特にない→unclear
      エンジニア→unclear／えいぎょう→sales／人事が気になる→hr／営業以外→unclear
      カスタマサポート→support／カスタマーサポト→support／営業って楽しい？→unclear
    `),
  },
  {
    question: 'ご希望の連絡方法を選んでください',
    kind: 'choice',
    options: choices('phone:電話', 'email:メール', 'chat:このチャット'),
    answers: pairs(`
      電話で→phone／電話がいいです→phone／TEL→phone／メールでお願いします→email
      めーる→email／チャットがいい→chat／ここで→chat|unclear／このままチャットで→chat
      電話かメール→unclear／電話は嫌だ→unclear／電話以外で→unclear／でんわで→phone
      どっちでもいい→unclear／Eメールで→email／LINEで→unclear|chat／1番で→phone
    `),
  },
  {
    question: 'チームでの役割で近いのは？',
    kind: 'choice',
    options: choices('lead:みんなを引っぱる', 'support:うらで支える', 'idea:アイデアを出す', 'unknown:わからない'),
    answers: pairs(`
      引っぱるほう→lead／リーダー→unclear|lead／支えるほうが好き→support
      裏方→support|unclear／アイデアを考えるのが好き→idea／アイデア出し→idea
      わからん→unknown／わかんないです→unknown／支える役かな→support／2番目→support
      引っ張るタイプ→lead|unclear／まだよくわかりません→unknown
    `),
  },
  {
    question: '休日の過ごし方で近いのはどれですか？',
    kind: 'choice',
    options: choices('out:外で体を動かす', 'home:家でゆっくりする', 'friends:友達と会う'),
    answers: pairs(`
      家でゆっくり→home／家→home／おうちでゴロゴロ→home|unclear／友達と遊ぶ→friends
      友だちと→friends／外で運動→out／体を動かすのが好き→out／家派です→home／外派→out
      友達と外で遊ぶ→unclear／全部好き→unclear／寝てる→unclear|home
    `),
  },
  {
    question: 'はじめて会う人とも、わりと自然に話せる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      話せます→4|5／自然に話せます→4|5／めっちゃ話せる→5／余裕で話せる→5|4／まあ話せるほうかな→4
      相手による→3／話せない→2|1／人見知りなので話せない→2|1|unclear／なかなか話せないです→2
      どっちかというと苦手→2／かなり苦手です→1／ぜんっぜん無理→1／絶対無理→1／ほぼ話せない→2
      ちょっと苦手かも→2／わりかしいける→4／だいたい話せる→4／ふつーです→3／ふつうかな→3
      どちらでもないです→3／うーん3かな→3／はじめて会う人って誰のこと→unclear／3.5→unclear
      ４です→4／いちばん上で→5／二番目→4／下から３番目→3／上→5／普通に話せます→4|5／わりと話せます→4|5
      そんなことない→2|1／ちがう→1|2／そこそこかな→4
    `),
  },
  {
    question: '同じ作業でも、コツコツ続けるのは苦にならない',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      苦にならない→4|5／全然苦にならない→5／まったく苦にならないです→5／苦になる→2|1／ちょっと苦になる→2
      めっちゃ苦になる→1／コツコツは苦手→2|1／コツコツ得意です→4|5／すぐ飽きる→2|1|unclear
      飽きちゃいます→2|1|unclear／わりと平気→4／全然平気です→5／そういうの大好き→5／好きなほう→4
      あまり好きじゃない→2／きらい→1|2／しんどい→2|1／作業による→3／苦痛です→1|2|unclear
      まあまあ続けられる→4／続かない→2|1／全く続きません→1|2／とてもあてはまるかな→5|4
      ややあてはまるで→4／あてはまらない→2|1
    `),
  },
  {
    question: '急に予定が変わると、あたふたしてしまう',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      あたふたします→4|5／めちゃくちゃあたふたする→5／あたふたしない→2|1／あんまりあたふたしない→2
      全然しない→1／落ち着いてます→2|1／冷静です→2|1|unclear／平気なほう→2／焦ります→4|5
      めっちゃ焦る→5／ちょっと焦るかも→4／たまにあたふたする→4／ときどき→4／いつもです→5
      するときもしないときもある→3|unclear／予定によるかな→3／すごくします→5／しがち→4|unclear
      あるある→4|5／めっちゃわかる→5／それはない→1|2／慌てちゃう→4|5|unclear／ほとんどない→2
      そうじゃ→4|5／んだんだ→4|5／せや→4|5／そやない→1|2／そうじゃない→1|2
    `),
  },
  {
    question: '「もし失敗したら」と考えるより、まずやってみる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      まずやってみます→4|5／とりあえずやる→4|5|unclear／めっちゃやるタイプ→5／考えちゃうほう→2
      考えてしまう→2|unclear／どちらかというと考える→2／すぐやる→4|5／失敗が怖い→2|1／まさに自分→5
      ほんとそれ→5／やってみるほうです→4|5／やってみない→2|1／全然あてはまりません→1／場合によりけり→3
      50/50→3|unclear／たぶん4→4／あー、それはそうかも→4／いや、慎重です→2|unclear|1
    `),
  },
  {
    question: '細かい確認は、つい後回しにしてしまう',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      してしまう→4|5／めっちゃ後回しにする→5／後回しにしがち→4|5／後回しにしない→2|1
      しちゃいますね→4|5／わりとしちゃう→4／そんなにしない→2／絶対しない→1／全く後回しにしない→1
      いつも後回し→5／ちょっとだけ→4／ないですね→1|2／時々する→4／よくやります→5／やっちゃう→4|5
    `),
  },
  {
    question: 'ごちゃごちゃした情報を、表や図に整理するのが好き',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      好き→4|5／大好きです→5／めっちゃ好き！→5／嫌いではない→3|4／嫌い→1|2／好きじゃないです→2|1
      得意→4|5／苦手→2|1／そんなに→2／それほどでも→2／やったことないからわからない→unclear
      好きでも嫌いでもない→3／わりかし好き→4／超苦手→1／面倒くさい→unclear|2|1／別に→2|3
      整理は好きだけど図は苦手→3|unclear／まぁまぁ好きかな→4
    `),
  },
  {
    question: 'アルバイトの経験はありますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      あります！→yes／あるよ→yes／ないよ→no／一応あります→yes／一度もない→no／ちょっとだけある→yes
      居酒屋でやってました→yes／経験なし→no／したことないです→no／昔やってた→yes／今やってます→yes
      これから始める→unclear|no／なし→no／ありません→no／うんある→yes
      コンビニ→unclear|yes／いやないですね→no／えっ、言わないとだめ？→unclear
    `),
  },
  {
    question: '転職を考えていますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      考えてます→yes／考えてない→no／まだ考えてないです→no／少し考えてる→yes／はい、考えています→yes
      いいえ、特に→no／迷ってます→unclear／検討中です→unclear|yes／そうですね→yes
      ちょっとだけ→yes|unclear／ぜんぜん→no／全く考えてません→no／そろそろしたい→yes
      わからないです→unclear
    `),
  },
  {
    question: '残業があっても大丈夫ですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      大丈夫だと思います→yes／多少なら大丈夫→yes／少しなら→unclear|yes／無理っす→no
      きついかも→no／全然大丈夫→yes／避けたいです→no／残業はちょっと…→no|unclear
      月20時間くらいなら平気→yes／残業代出る？→unclear／大丈夫ではないです→no／いやです→no
      イケる→yes／程度による→unclear／気にしません→yes／なるべくしたくない→no／抵抗ないです→yes
    `),
  },
  {
    question: '休みの取り方で、しっくりくるのは？',
    kind: 'choice',
    options: choices('weekday:平日が休みでもいい', 'weekend:土日祝に休みたい', 'either:どちらでもいい'),
    answers: pairs(`
      土日休みたい→weekend／土日がいいです→weekend／平日休みがいい→weekday／平日→weekday
      祝日は休みたい→weekend／シフトでもOK→weekday／どっちでもいいかな→either
      まんなか→weekend／こだわりありません→either／カレンダーどおり→weekend
      空いてる平日に遊びたい→weekday／週末休み→weekend／完全週休二日→unclear|weekend
      土日と平日両方→unclear|either
    `),
  },
  {
    question: '文化祭やイベントで、やるならどっち？',
    kind: 'choice',
    options: choices('front:お客さんを呼びこむ役', 'middle:係どうしの連絡をまとめる役'),
    answers: pairs(`
      呼び込み→front／お客さん呼ぶほう→front／まとめる役→middle／連絡係→middle
      まとめるほう→middle／呼びこみかな→front／前者→front|unclear
      後者→middle|unclear／1つ目→front／下のやつ→middle／どっちもやりたい→unclear
      どっちもやだ→unclear
    `),
  },
  {
    question: 'どんなお店で働いてみたいですか？',
    kind: 'choice',
    options: choices('book:書店', 'cafe:喫茶店・パン屋', 'wear:古着・靴の店', 'open:まだ決めていない'),
    answers: pairs(`
      パン屋→cafe／喫茶店かな→cafe／古着→wear／②でお願い→cafe／3でおねがいします→wear
      一番下のひとつ上→wear／いちばん上のすぐ下→cafe／きまってない→open
    `),
  },
  {
    question: 'いちばんうれしいのは、どんなとき？',
    kind: 'choice',
    options: choices('reach:目標をやりきったとき', 'smile:目の前の人が笑顔のとき', 'solve:困りごとが解決したとき'),
    answers: pairs(`
      目標達成したとき→reach／やりきったとき→reach／笑顔→smile／人の笑顔を見たとき→smile
      解決したとき→solve／困ってる人を助けたとき→solve|unclear／最初→reach
      さいごの→solve／目標かな→reach／喜んでもらえたとき→unclear|smile
      全部うれしい→unclear
    `),
  },
  {
    question: 'まかされてうれしいのは？',
    kind: 'choice',
    options: choices('help:みんなの準備や手伝い', 'money:お金や数字の管理', 'people:人が働きやすくなること'),
    answers: pairs(`
      手伝い→help／準備とか→help／お金の管理→money／数字→money／数字の管理がいい→money
      働きやすくするやつ→people／お金→money／③→people／準備かお金→unclear
      手伝うほう→help／管理→money
    `),
  },
  {
    question: '学ぶなら、どれが面白そう？',
    kind: 'choice',
    options: choices('law:法律や契約', 'risk:お金とリスク', 'data:データの分析'),
    answers: pairs(`
      法律→law／ほうりつ→law|unclear／契約かな→law／リスク→risk／データ分析→data
      分析がいいです→data／データ→data／お金のこと→risk／法律とデータ→unclear
      全部むずかしそう→unclear／2番がいい→risk
    `),
  },
  {
    question: '夜ふかしが続くことに抵抗はありますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      夜は強いんで余裕です→no／ぜんぜんないです→no／けっこうあります→yes／まあ、なくはないです→yes／むしろ夜のほうが元気→no
      夜はちょっときついかな→yes／うちの犬が夜ほえます→unclear／気にしません→no／いえ、まったく→no
    `),
  },
  {
    question: '転勤は避けたいですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      できれば避けたい→yes／むしろいろんな町に住んでみたい→no／べつにいいですよ→no／転勤ばっちこいです→no／地元から動きたくない→yes
      いえいえ、行きます→no／はい、避けたいです→yes／転勤はいやです→yes／どこへでも行けます→no／転勤って何年ごとですか→unclear
    `),
  },
  {
    question: '電話に出るのは苦手ですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      苦手なわけないです→no／どっちかというと得意→no／電話こわいです→yes／固まります→yes|unclear／いつも出てるんで平気→no
      いいえ→no／もちろん苦手です→yes／苦手意識はあります→yes／抵抗ないです→no
    `),
  },
  {
    question: '土曜日に出勤できない、で合っていますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      合ってます→yes／ちがいます→no／いえ、出られます→no／はい、できないです→yes／土曜は無理です→yes／土曜も出られますよ→no
      いいえ、できます→no／その通りです→yes／うん、土曜は習い事→yes／出勤ってテレワークも？→unclear／間違いないです→yes
    `),
  },
  {
    question: '自動車の免許を持っていない、ということでよろしいですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      持ってます→no／持ってないです→yes／いえ、去年とりました→no／よろしいです→yes／そうです、持ってません→yes／免許あります→no
      ないです→yes
    `),
  },
  {
    question: '名札をつけるのは気になりますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      気にならないです→no／気にしてないです→no／ちょっと気になる→yes／いや全然→no／とくには→no|unclear／まったく平気→no
      はずかしいので嫌です→yes／いやです→yes
    `),
  },
  {
    question: '残業の少ない会社がいいですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      もちろん→yes／そりゃそうです→yes／どちらでも→unclear／当たり前です→yes／ぜひ→yes
      そこはこだわらない→no|unclear
    `),
  },
  {
    question: '英語を話したことはありますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      旅行で何度か→yes／一度もないですね→no／学校でちょっとだけ→yes／話したことないです→no
      授業くらいしかない→no|yes|unclear／いちばん目→yes／下のほう→no／はい…いや、いいえ→no／いいえ、あ、はいです→yes
      ハイ→yes
    `),
  },
  {
    question: '自分の部屋は片づいているほうだ',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      5じゃないや4→4／一番上。毎日掃除してる→5／下から二個目のやつかな→2／ごちゃごちゃです→unclear|1|2
      片づいてないです→2|1／完全に足の踏み場ゼロ→1／うちの弟がうるさい→unclear／ばっちり片づいてます→5
      秒で散らかる→1|unclear|2／一回も片づいたことない→1／マジで無理→1／全然だめ→1／どまんなか→3／断然そう→5
      ちょこっとあてはまる→4／五かな→5／④→4／２ばん→2|4|unclear／まあ、それなりに片づいてる→4
    `),
  },
  {
    question: '人の名前をすぐ忘れる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      一瞬で忘れます→5／ぜったい忘れない→1／むしろ覚えるの得意→1|2／全然忘れないです→1／よく忘れる。あてはまりすぎる→5
      ときどき忘れます→4／あんまり忘れんなあ→2／一度会ったら忘れないタイプ→1|2／覚えられない→4|5|unclear
      昼ごはん食べてました→unclear／友だちの名前もあやしい→unclear|4|5／3日で忘れる→4|5
      名前って苗字のことですか→unclear／顔は覚えてるけど名前はすぐ忘れる→4|5／忘れるわけない→1|2
    `),
  },
  {
    question: '締め切りが近いと、あせってしまう',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      あせるあせる→4|5／あせりません→1|2／余裕です→1|2／まったくあせらない→1／めっちゃ落ち着いてる→1／ぎりぎりでも平気→1|2
      頭が真っ白になる→4|5／ちょっとはあせる→4／なりません→1|2／別にあせらへん→2／死ぬほどあせる→5／毎回パニックです→5
      もともと前もってやるタイプ→unclear|1|2／今から歯医者なので→unclear
    `),
  },
  {
    question: 'みんなで何かを作り上げるのが好きだ',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      大好物です→5／燃えます→4|5／一人のほうがいい→1|2|unclear／好きとは言えない→2|1／きらいじゃない→3|4
      これ以上ないくらい好き→5／ひとりのほうが断然らく→1|2|unclear／だるい→unclear|1|2
      文化祭とか最高だった→5|4|unclear／好きじゃないわけない→5|4／どちらかというと好きじゃない→2
      昨日みんなでカラオケ行った→unclear／まあ嫌いではないです→4|3
    `),
  },
  {
    question: 'チャットのほうが電話より話しやすい',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      電話がいい→1|2|unclear／圧倒的にチャット→5|4|unclear／どっちも同じくらい→3／チャット派です→4|5／断然チャット→5
      電話のほうが楽→1|2|unclear／電話が切れたのでまたあとで→unclear
    `),
  },
  {
    question: '休みの日は何をしていますか？',
    kind: 'choice',
    options: choices('out:外に出かける', 'home:家ですごす', 'study:勉強や習い事', 'none:特に決まっていない'),
    answers: pairs(`
      部屋でごろごろ→home／散歩とか買い物→out|unclear／ピアノのレッスン→study|unclear
      資格のテキスト開いてる→study／引きこもってます→home／その日の気分→none|unclear／最後のやつで→none
      二番目かな→home／どこにも行かない→home|unclear／全部→unclear
    `),
  },
  {
    question: '求人を見るとき、まず気になるのは？',
    kind: 'choice',
    options: choices('salary:年収', 'hours:勤務時間', 'place:勤務地', 'mood:職場の雰囲気', 'growth:スキルが身につくか'),
    answers: pairs(`
      お金→salary／給料がいいとこ→salary／残業の少なさ→hours／家から近いか→place／人間関係→mood
      通いやすさ→place／どんな人がいるか→mood／いくらもらえるか→salary|unclear
      4番目の→mood／場所→place／成長したい→growth／全部大事→unclear／やっぱりゼニ→salary
      定時で帰れるか→hours|unclear
    `),
  },
  {
    question: '面談はいつがいいですか？',
    kind: 'choice',
    options: choices('am:午前', 'pm:午後', 'eve:夕方以降', 'any:いつでもよい'),
    answers: pairs(`
      朝がいい→am／昼過ぎなら→pm／仕事終わってから→eve|unclear／夜で→eve／いつでも大丈夫です→any
      なんじでもいいっす→any／お任せします→any／10時ごろ→am|unclear／午後→pm／午前じゃなくて午後→pm／どれでも→any
    `),
  },
  {
    question: '入社したい時期は？',
    kind: 'choice',
    options: choices('asap:すぐに', '3m:3か月以内', 'half:半年以内', 'year:1年以内', 'unk:決めていない'),
    answers: pairs(`
      なるはや→asap／今すぐにでも→asap／来週からでも→asap／2か月後くらい→3m／5か月後→half／未定→unk
      来年の春→year|unclear|half／できるだけ早く→asap／まだ考えてない→unk／即→asap／半年くらい先→half
    `),
  },
  {
    question: 'プログラミングの経験は？',
    kind: 'choice',
    options: choices('none:経験なし', 'bit:少しある', 'job:仕事で使っている', 'hobby:趣味でやっている'),
    answers: pairs(`
      ゼロ→none／まったくやったことない→none／ちょっとだけ→bit／かじった程度→bit／業務で毎日→job／趣味で→hobby
      皆無です→none／未経験です→none／さっぱり→none／遊びで作ってる→hobby|unclear／ちょびっと→bit
      したことない→none
    `),
  },
  {
    question: 'やりたくない仕事はありますか？',
    kind: 'choice',
    options: choices('phone:電話をかける', 'stand:立ちっぱなし', 'calc:計算ばかり', 'nothing:特にない'),
    answers: pairs(`
      どれでもいけます→nothing／全部大丈夫→nothing／ないです→nothing／テレアポ→phone|unclear
      ずっと立ってるやつ→stand／計算→calc／なんでもやります→nothing／数学がだめなので→calc|unclear
    `),
  },
  {
    question: '働き方はどれがいいですか？',
    kind: 'choice',
    options: choices('office:出社', 'remote:フルリモート', 'hybrid:出社とリモートの半々'),
    answers: pairs(`
      在宅がいい→remote／家で働きたい→remote／オフィスに行きたい→office|unclear／半分ずつ→hybrid
      テレワーク→remote／両方→hybrid|unclear／会社に通いたい→office|unclear
    `),
  },
  {
    question: '知らない人からの電話に出るのは緊張する',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      緊張しかしないです→5／余裕のよっちゃん→1|2／慣れてるのでもう緊張しない→1|2／そら緊張しますわ→4|5／まったくもって平気→1
      正直、かなり。→5／少々緊張します→4／そうでもないかなあ→2／上から3→3|unclear／今ごはん中→unclear
      お母さんに聞いてみる→unclear／これ答えなきゃいけない？→unclear／いやいや、全然→1／はい！とても→5／うーん、2で→2
      2から3くらい→unclear
    `),
  },
  {
    question: '朝は早くても、すっきり起きられる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      起きられます→4|5／起きれないです→1|2／目覚まし5個かけても無理→1|2／爆速で起きる→5／起きられたためしがない→1
      朝だけは自信ある→5|4／まあ起きられるほうかな→4／絶対起きれん→1／季節による→3／夜勤なので寝てました→unclear
      3でお願いします→3／さん→3|unclear／２、いや１→1／朝活してるくらい得意→5|4／ばっちり起きます→5／苦手すぎる→1
      起きるのは得意じゃない→2|1／早起き大好き→5
    `),
  },
  {
    question: '初対面の集まりでも、自分から声をかけるほうだ',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      かけます→4|5／かけないです→1|2／かけられたら話す程度→2|unclear／ぜったい自分からは行かない→1／相手次第→3
      そのとおり！→5／ほぼ行かないですね→2／え、そういう集まりあるんですか→unclear／さすがにそこまではできない→2|1
      めちゃくちゃ声かける→5／真逆です→1|2
    `),
  },
  {
    question: '地味な作業が続くと、眠くなってしまう',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      眠くなります→4|5／眠くならない→1|2／めっちゃ眠くなる→5／ならんならん→1|2／あー、なるかも→4／なりがち→4
      なったことないです→1／一度もなったことがない→1／けっこう平気→2|1／全然へっちゃら→1／そうですね、なります→4|5
      昨日3時に寝ました→unclear／うん、すごく→5／たまになる→4
    `),
  },
  {
    question: '約束はメモしておかないと不安だ',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      不安です→4|5／不安にならない→1|2／頭で覚えてるから大丈夫→1|2／メモはしません→1|2／必ずメモします→5|4
      そこまで不安じゃない→2／半々くらい→3／スマホの充電がない→unclear／それある→4|5／わりと不安→4／ぜんぜん不安ちゃう→1
      とてつもなく→5／まさしくそのタイプ→5
    `),
  },
  {
    question: '引っ越しをともなう仕事は難しいですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      難しいです→yes／引っ越せます→no／全然引っ越します→no／実家の介護があるので無理→yes／問題なし→no／難しくないです→no
      いえ、どこでも→no／場所による→unclear／ちょっと厳しい→yes／はい。親がいるので→yes／引っ越し代は出ますか→unclear
      むしろ引っ越したい→no／できればしたくない→yes／彼女と同棲中→unclear|yes／余裕です→no／喜んで→no
      はい、でも近場なら→unclear|yes
    `),
  },
  {
    question: 'お酒の席に出るのは嫌ですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      嫌です→yes／嫌じゃないです→no／大好きです→no／飲めないのでパス→yes|unclear／ぜんぜん→no|unclear
      まあ、ちょっと→yes|unclear／楽しいので好き→no／なるべく行きたくない→yes／いやではないです→no
      お酒飲めないけど行くのは平気→no／参加しますよ→no|unclear／ううん→no／たまになら→no|unclear
      先輩による→unclear／むりむり→yes
    `),
  },
  {
    question: '夏休みまでに就職したいと考えていますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      考えてます→yes／考えてないです→no／できれば→yes|unclear／まだ先でいい→no／来年でいいです→no|unclear
      もちろんです→yes／したいです→yes／したくない→no／間に合うなら→yes|unclear／夏休みって何月ですか→unclear
      特に急いでない→no|unclear／なるべく早く→yes|unclear／夏休みは海に行きます→unclear／うん→yes
      それはないです→no／検討してます→yes|unclear
    `),
  },
  {
    question: '接客のアルバイトをしたことがない、ということで間違いありませんか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      間違いないです→yes／あります→no／ないです→yes／したことあります→no／はい、ありません→yes／いいえ、レジをやってました→no
      間違ってます→no／違うよ、居酒屋3年→no／うん、ない→yes／接客ってコンビニも入る？→unclear／一応あります→no
      いや、やってます→no／そのとおりです→yes／一度もないです→yes
    `),
  },
  {
    question: '髪を染めるのをやめるのは抵抗がありますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      抵抗あります→yes／抵抗ないです→no／黒髪だから関係ない→no|unclear／絶対いやだ→yes／べつに→no／ありますあります→yes
      特にありません→no／さすがに嫌かな→yes／構わないです→no／昨日染めました→unclear／どんな色までOKですか？→unclear
      仕方ないのでやめます→no|unclear／平気っちゃ平気→no|unclear
    `),
  },
  {
    question: '資格を持っていますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      簿記2級を→yes|unclear／運転免許なら→yes|unclear／持ってません→no／持ってる→yes／ひとつも→no|unclear
      勉強中です→no|unclear／ノー→no／いちおう→yes|unclear／英検3級です→yes|unclear／なんもない→no
      取ろうと思ってます→no|unclear／持ってないけど取りたい→no／なんの資格？→unclear
    `),
  },
  {
    question: '希望する会社の規模は？',
    kind: 'choice',
    options: choices('big:大手企業', 'mid:中堅企業', 'small:少人数の会社', 'any:こだわらない'),
    answers: pairs(`
      有名なとこ→big／大きい会社→big／アットホームなとこ→small／ベンチャー→small|unclear／どこでも→any
      規模は気にしない→any／そこそこの規模→mid|unclear／大企業！→big／真ん中くらい→mid|unclear
      小さいところがいい→small／こだわりないっす→any／10人くらいの会社→small|unclear／①→big
      上場してるとこ→big|unclear／大手か中堅→unclear
    `),
  },
  {
    question: '最終学歴は？',
    kind: 'choice',
    options: choices('hs:高校卒業', 'voc:専門学校卒業', 'univ:大学卒業', 'drop:中退', 'other:その他'),
    answers: pairs(`
      高卒です→hs／大卒→univ／大学中退→drop|unclear／専門卒→voc／高校→hs／中卒→other|unclear
      大学出てます→univ／専門学校→voc／美容専門→voc|unclear／大学を途中でやめた→drop|unclear
      言いたくない→unclear／3番→univ／高校は出てます→hs／辞めました→drop|unclear
    `),
  },
  {
    question: '連絡がつきやすいのは？',
    kind: 'choice',
    options: choices('line:LINE', 'tel:電話', 'mail:メール', 'none:どれもつながりにくい'),
    answers: pairs(`
      ライン→line／LINEなら即レスします→line／電話は出られない→unclear／メールかな→mail／電話とメール→unclear
      ラインでお願いします→line／電話→tel／てれ→unclear|tel／メアド→mail／3→mail／Eメール→mail
      どれも→none|unclear／電話じゃなくてLINE→line／通話→tel
    `),
  },
  {
    question: '会社を選ぶとき、避けたいのは？',
    kind: 'choice',
    options: choices('ot:残業が多い', 'low:給料が低い', 'far:家から遠い', 'strict:ルールがきびしい', 'none:特になし'),
    answers: pairs(`
      サビ残→ot／薄給→low／通勤が長い→far／長時間労働→ot／安月給→low／校則みたいなやつ→strict|unclear
      どれでもいいです→none|unclear／特にないよ→none／遠いところ→far／給料→low／残業→ot／遅くまで働く→ot
      お金が少ない→low／2時間もかかるとこ→far|unclear／全部いや→unclear／ない→none
      なにも気にしません→none|unclear
    `),
  },
  {
    question: '仕事で得意なことは？',
    kind: 'choice',
    options: choices(
      'talk:人と話すこと',
      'num:数字を扱うこと',
      'make:物を作ること',
      'plan:計画を立てること',
      'idk:わからない',
    ),
    answers: pairs(`
      おしゃべり→talk／計算→num／工作とか→make|unclear／スケジュール管理→plan／DIY→make|unclear
      会話→talk／段取り→plan／料理→make|unclear／話すの大好き→talk／算数→num／なんだろう→idk|unclear
      自分じゃわからない→idk／ものづくり→make／コミュニケーション→talk／エクセル→num|unclear
      人と話すのは苦手→unclear／予定を組む→plan／データ→num|unclear／作るほう→make
    `),
  },
  {
    question: '説明会はどれに参加したいですか？',
    kind: 'choice',
    options: choices('sat:土曜の午前', 'wed:水曜の夜', 'online:録画を見る', 'no:参加しない'),
    answers: pairs(`
      土曜→sat／水曜日→wed／水曜なら行ける→wed／動画で見たい→online／録画→online／やめておきます→no|unclear
      夜のほう→wed／土曜の朝→sat／午前中→sat／ビデオで→online／平日の夜→wed|unclear／参加できません→no
      いちばん下→no／土日→sat|unclear／パス→unclear|no
    `),
  },
  {
    question: '今の気持ちに近いのは？',
    kind: 'choice',
    options: choices('excited:わくわく', 'worried:不安', 'tired:疲れた', 'calm:落ち着いている'),
    answers: pairs(`
      心配→worried／くたくた→tired／ぐったりです→tired／楽しみ！→excited／冷静→calm
      しんどい→tired|unclear／不安しかない→worried／不安でいっぱい→worried／怖い→worried／平常心→calm
      つかれた→tired／ねむい→unclear|tired／わくわくと不安→unclear
    `),
  },
  {
    question: '将来どうなりたいですか？',
    kind: 'choice',
    options: choices(
      'lead:リーダーになりたい',
      'pro:専門家になりたい',
      'own:独立したい',
      'bal:プライベートを大事にしたい',
    ),
    answers: pairs(`
      起業→own／スペシャリスト→pro／家族との時間→bal／フリーランス→own／管理職→lead／趣味を楽しみたい→bal
      プロになる→pro／人をまとめたい→lead／自分の店を持つ→own／ワークライフバランス→bal／のんびり→bal|unclear
      手に職→pro／定時で帰る→bal|unclear／4つ目→bal／出世したい→lead
    `),
  },
  {
    question: '応募した会社の数は？',
    kind: 'choice',
    options: choices('0:0社', 'few:1〜3社', 'some:4〜9社', 'many:10社以上'),
    answers: pairs(`
      まだゼロ→0／2社→few／5社くらい→some／20社→many／たくさん→many|unclear／1社だけ→few／3社→few
      10→many|unclear／ひとつも→0|unclear／まだ一社も→0／してない→0|unclear／9社→some
      数えきれない→many|unclear／七社→some／10社ちょい→many
    `),
  },
  {
    question: '知らない土地でも、すぐになじめる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      なじめます→4|5／なじめない→1|2／そこは自信あり→5|4／まったくもってそうです→5／えっと、4かな、いや5で→5／四でお願いします→4
      なじめるとは思えない→1|2／もう余裕っす→5|4／今から寝ます→unclear／あてはまるっちゃあてはまる→4／いちばん右→unclear
    `),
  },
  {
    question: '細かいルールがあると、息苦しく感じる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      感じます→4|5／感じない→1|2／息苦しいっす→4|5／ルールは好き→1|2／ルールあったほうが楽→1|2／まあまあ感じるかな→4
      ものによる→3／べつに感じないけど→2／感じたことがない→1／とくに感じへん→2／コンビニ行ってくる→unclear
    `),
  },
  {
    question: '人に教えるのが上手だとよく言われる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      言われます→4|5／言われない→1|2／言われたことない→1／しょっちゅう言われる→5／たまーに言われます→4／下手だって言われる→1|2
      まったく言われません→1／教えるのは苦手→1|2／どっちとも言えんなあ→3／毎回言われる→5
    `),
  },
  {
    question: '大事なことは、その場で決められる',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      決められない→1|2／決められます→4|5／優柔不断すぎて無理→1|2／迷っちゃう→2|1／なかなか決められません→2／すぱっと決める→5|4
      大事なことほど決められない→1|2／物による→3／ほぼ決められる→4|5
    `),
  },
  {
    question: 'お客さんに怒られたら、しばらく立ち直れない',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      立ち直れない→4|5／立ち直れます→1|2／すぐ立ち直る→1|2／一生引きずる→5|4／気にしないタイプ→1|2／ガチでへこむ→5|4
      まったく平気→1／そうなりますねえ→4|5
    `),
  },
  {
    question: '一週間ずっと同じ人と組むのは気が重いですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      気が重いです→yes／重くないです→no／別にいい→no|unclear／人によります→unclear／むしろ安心→no／楽しそう→no
      ちょっとしんどい→yes／重い重い→yes／相手による→unclear／平気だと思う→no／いえ特に→no
      勘弁してほしい→yes|unclear／気まずいので嫌→yes／そんなことないです→no／同じ人のほうがいい→no|unclear
    `),
  },
  {
    question: '早起きは得意ですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      得意じゃないです→no／余裕→yes／毎日5時起き→yes|unclear／遅刻魔です→no|unclear／超苦手→no
      そこそこ得意→yes／全然だめ→no／得意なほうかな→yes／朝は無理→no／はい！→yes／いーえ→no／ええ→yes
      うーん微妙→unclear／起きれん→no／起きられます→yes
    `),
  },
  {
    question: '車の運転が必要でもかまいませんか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      かまいません→yes／運転好きです→yes／免許がないので無理→no／ペーパーなので不安→no|unclear／大丈夫です→yes
      運転はしたくない→no／いいですよ→yes／問題ありません→yes／できれば避けたい→no／運転したことない→no|unclear
      車は持ってない→no|unclear／はい、かまわないです→yes／困ります→no／もちろんオッケー→yes／どんな車ですか→unclear
    `),
  },
  {
    question: '人の下で働くのは嫌ではないですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      嫌じゃないです→yes／嫌です→no／大丈夫→yes／平気です→yes／むしろ楽→yes／いやです→no／はい、嫌ではないです→yes
      気にしません→yes／無理→no
    `),
  },
  {
    question: '会社説明会にまだ行ったことがないですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      ないです→yes／あります→no／行ったことない→yes／一回行きました→no／はい、まだです→yes／いいえ、行きました→no
      まだです→yes／何回も行ってます→no
    `),
  },
  {
    question: '夜勤ができない、という理解で合っていますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      合ってる→yes／できます→no／できません→yes／夜勤もOK→no／夜勤は無理です→yes／違う→no／うん→yes
      はい合ってます→yes／いやできますよ→no／そうですね、できません→yes／夜勤平気です→no／ちがうちがう→no／間違ってないです→yes
    `),
  },
  {
    question: '運動は好きですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      大好き→yes／嫌い→no／好きくない→no／見るのは好き→unclear|yes／まあまあ→yes|unclear
      好きでも嫌いでもない→unclear／毎日走ってます→yes／運動オンチです→no|unclear／にがて→no
      きらいではない→yes|unclear／とても→yes／あんまり→no／もちもち→yes|unclear
      犬の散歩してます→unclear|yes／すき！→yes／普通に好き→yes
    `),
  },
  {
    question: '困ったとき、まずどうしますか？',
    kind: 'choice',
    options: choices('ask:人に聞く', 'look:自分で調べる', 'think:じっくり考える', 'leave:いったん置いておく'),
    answers: pairs(`
      検索する→look／ググる→look／先輩に質問→ask／相談する→ask|unclear／一人で悩む→think|unclear
      ネットで調べる→look／放置→leave／後回し→leave／考え込む→think／誰かに聞きます→ask／寝る→leave|unclear
      すぐ聞く→ask／2つ目のやつ→look／考える→think
    `),
  },
  {
    question: 'どんな服装で働きたいですか？',
    kind: 'choice',
    options: choices('suit:スーツ', 'casual:私服', 'uniform:制服', 'any:なんでもよい'),
    answers: pairs(`
      スーツがかっこいい→suit／普段着→casual／カジュアル→casual
      ジャージ→unclear|casual／なんでも→any／自由な服→casual|unclear／ネクタイ締めたい→suit|unclear
      制服がある所→uniform／服装自由→casual|unclear／Tシャツ→casual|unclear／なんでもいけます→any
      こだわらない→any／スーツはいやだ→unclear／スーツじゃなければ→unclear／私服かスーツ→unclear
    `),
  },
  {
    question: 'いちばん不安なことは？',
    kind: 'choice',
    options: choices(
      'interview:面接',
      'resume:履歴書の書き方',
      'people:職場の人とうまくいくか',
      'skill:仕事についていけるか',
      'none:特にない',
    ),
    answers: pairs(`
      面接が怖い→interview／人間関係→people／面接で緊張する→interview／能力不足→skill|unclear
      上司とうまくやれるか→people／なにもない→none／ないっす→none／書類→resume／仕事覚えられるか→skill|unclear
      ぜんぶ不安→unclear／いじめ→people|unclear／不安はないです→none／履歴書→resume／ついていけるか→skill
      なし→none／面談→interview|unclear／1→interview
    `),
  },
  {
    question: '月の残業はどのくらいまでいい？',
    kind: 'choice',
    options: choices('0:まったくしたくない', '10:10時間まで', '20:20時間まで', '30:30時間以上でもいい'),
    answers: pairs(`
      15時間→20／ゼロ→0／残業なし→0|unclear／5時間くらい→10／40時間→30／いくらでも→30|unclear／10時間→10
      20時間なら→20／30→unclear|30／したくない→0／2番め→10／絶対いや→0|unclear／10から20→unclear
      ちょっとなら→10|unclear
    `),
  },
  {
    question: '好きな科目はどれでしたか？',
    kind: 'choice',
    options: choices('jp:国語', 'math:数学', 'pe:体育', 'art:美術や音楽', 'none:なかった'),
    answers: pairs(`
      算数→math／音楽→art／図工→art|unclear／ないです→none／現代文→jp|unclear／スポーツ→pe|unclear
      美術→art／英語→unclear／数学と体育→unclear／特にない→none／運動→pe|unclear
      数学以外→unclear／数Ⅱ→math|unclear／絵を描くこと→art|unclear
    `),
  },
  {
    question: '仕事を始めたら、どこに住みたいですか？',
    kind: 'choice',
    options: choices(
      'home:実家',
      'alone:一人暮らし',
      'dorm:寮や社宅',
      'share:友達とルームシェア',
      'undecided:まだ決めていない',
    ),
    answers: pairs(`
      親と住む→home|unclear／実家から通う→home／ひとりで暮らしたい→alone／社員寮→dorm／友だちと→share
      シェアハウス→share／未定です→undecided／まだわからない→undecided／考え中→undecided|unclear
      親元→home|unclear／一人→alone|unclear／ひとり暮らし→alone／寮→dorm
      実家は出たい→unclear|alone／3→dorm／アパート借りる→alone|unclear／彼氏と同棲→unclear|share
      決められない→undecided|unclear
    `),
  },
  {
    question: '手先を使う細かい作業が得意だ',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      昔から不器用で無理→1|2／得意ですよー→5|4／まあ人並み→3|unclear／裁縫とかは全然ダメ→1|2／秒で終わらせます、得意→5
      3じゃなくて4で→4|unclear／爪切ってました→unclear／一番上かな。器用なので→5
      いや〜、苦手ですね→1|2／得意っていうか好き→4|5／5です！→5／5と4で迷う→unclear／めちゃ得意→5／とくいじゃない→2|1
      なんともいえん→3|unclear
    `),
  },
  {
    question: 'しかられると、すぐに落ち込む',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      落ち込みます→4|5／落ち込まない→1|2／全然へこまない→1／むしろ燃える→1|2／メンタル強いんで平気→1|2／めっちゃ落ち込む→5
      へこみまくり→5|4／まったく気にならん→1／ちょっとだけ落ち込む→4／うーん、あんまり→2／隣の工事うるさい→unclear
    `),
  },
  {
    question: '待ち時間があると、イライラする',
    kind: 'scale',
    options: SCALE,
    answers: pairs(`
      イライラしっぱなし→5|4／スマホあるから平気→1|2／別にしない→2|1／ぜんぜん待てる→1|unclear／しますします→4|5
      今バス待ってる→unclear／する→4|5
    `),
  },
  {
    question: '休日に会社の行事があるのは嫌ですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      嫌っす→yes／別に嫌じゃない→no／行きたくない→yes／楽しそうだからいい→no／内容しだい→unclear／ぜったい嫌→yes
      大丈夫です→no／行事って何するんですか→unclear／バーベキューなら行きたい→no|unclear／はいめちゃくちゃ嫌→yes
      ええ、嫌です→yes／いえ、平気→no／お金もらえるならいい→unclear|no／んー、嫌かな→yes／嫌なわけない→no
      こないだ休日だった→unclear
    `),
  },
  {
    question: '力仕事でも問題ないですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      問題ないです→yes／問題あります→no／腰痛なので無理→no／筋トレしてるので余裕→yes／大丈夫→yes／ちょっと…→unclear|no
      できます→yes／女だけどいけます→yes／重いものは持てない→no／ないです→yes|unclear／あります→no|unclear
      はい！→yes／自信ないです→no／自信あります→yes／ばっちりです→yes
    `),
  },
  {
    question: '就職活動を始めていますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      始めてます→yes／まだです→no／これから→no|unclear／始めたばかり→yes／してないです→no／何もしてない→no
      エントリーだけした→yes|unclear／もうやってる→yes／来月から始めます→no|unclear／やってません→no
      親に言われて少し→yes|unclear／全然→no／就活って何からやるの→unclear／とっくに→yes|unclear
    `),
  },
  {
    question: 'まだ正社員の仕事に応募したことがない、で間違いないですか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      間違いないです→yes／応募したことあります→no／したことないです→yes／はい→yes／いいえ→no／3社応募しました→no
      まだしてません→yes／違いますよ→no／合ってます→yes／いや、あるよ→no／正社員ってなに→unclear
    `),
  },
  {
    question: 'お店で働くなら、どれが気になる？',
    kind: 'choice',
    options: choices('cafe:カフェ', 'fashion:洋服屋', 'book:本屋', 'drug:ドラッグストア', 'none:どれも気にならない'),
    answers: pairs(`
      喫茶店→cafe|unclear／アパレル→fashion|unclear／書店→book|unclear／薬局→drug|unclear
      ない→none／どれもいや→none|unclear／コーヒー→cafe|unclear／スタバ→cafe|unclear
      洋服→fashion／カフェか本屋→unclear／ドラスト→drug|unclear／3→book
      うちの近所の本屋つぶれた→unclear|book
    `),
  },
  {
    question: '働く日数の希望は？',
    kind: 'choice',
    options: choices('3:週3日', '4:週4日', '5:週5日', 'any:相談して決めたい'),
    answers: pairs(`
      3日→3／週4→4|unclear／五日→5|unclear／フルタイム→5|unclear／週5で働きたい→5／相談→any
      相談したい→any／4日くらい→4／週3か4→unclear／毎日→unclear|5／2番目→4／週6→unclear
      決めてない→any|unclear／多くて週3→3
    `),
  },
  {
    question: '上司に求めるのは？',
    kind: 'choice',
    options: choices('kind:やさしさ', 'clear:指示がわかりやすい', 'free:まかせてくれる', 'fair:公平さ'),
    answers: pairs(`
      優しい人→kind|unclear／怒らない人→kind|unclear／自由にやらせてほしい→free|unclear
      えこひいきしない→fair|unclear／ほめてくれる→kind|unclear／指示が的確→clear／公平→fair
      任せてほしい→free／平等→fair|unclear／厳しい人→unclear／全部→unclear
    `),
  },
  {
    question: '最初に知りたいのは何ですか？',
    kind: 'choice',
    options: choices('salary:お給料のこと', 'work:仕事の内容', 'hol:休みのこと', 'flow:選考の流れ'),
    answers: pairs(`
      給料→salary／何をするか→work|unclear／いくらもらえる→salary|unclear／有給→hol|unclear
      面接の流れ→flow／仕事内容→work／お休み→hol／土日休みか→hol|unclear／手順→flow|unclear／選考→flow
      ボーナス→salary|unclear／やること→work|unclear／年収→salary／休日→hol
      時給→salary|unclear
    `),
  },
  {
    question: '進路の話は、だれにすることが多いですか？',
    kind: 'choice',
    options: choices('home:家族', 'friend:友人', 'school:学校の先生', 'nobody:だれにも相談しない'),
    answers: pairs(`
      おかん→home／ばあちゃん→home／妹かな→home／幼なじみ→friend／マブダチ→friend／担任→school
      ゼミの教授→school／一人で抱え込んじゃう→nobody／親友→friend／親父→home
    `),
  },
  {
    question: '通勤に使いたいのは？',
    kind: 'choice',
    options: choices('car:車', 'train:電車・バス', 'bike:自転車', 'walk:徒歩'),
    answers: pairs('マイカー→car／地下鉄→train／チャリ→bike／歩ける→walk／電車で→train／モノレール→train'),
  },
  {
    question: '住みたいのは、どのあたりですか？',
    kind: 'choice',
    options: choices('east:関東', 'west:関西', 'south:九州', 'abroad:海外'),
    answers: pairs('横浜→east／神戸→west／博多→south／カナダ→abroad／埼玉かな→east／鹿児島がいい→south'),
  },
  {
    question: '気になる業界はどれですか？',
    kind: 'choice',
    options: choices('food:飲食', 'care:介護・福祉', 'build:建設', 'move:物流', 'beauty:美容'),
    answers: pairs(`
      パティシエ→food／居酒屋→food／お年寄りの世話→care／大工さん→build／トラック→move／ネイル→beauty
      施工管理→build／配達→move／ヘルパー→care／コスメ→beauty
    `),
  },
  {
    question: '失敗したとき、どうなりやすいですか？',
    kind: 'choice',
    options: choices('down:落ち込む', 'next:すぐ切り替える', 'why:原因を考える'),
    answers: pairs(
      'へこむ→down／しゃーない→next／反省会する→why／くよくよする→down／ドンマイで終わり→next／引きずらない→next',
    ),
  },
  {
    question: '働きたい時間帯は？',
    kind: 'choice',
    options: choices('day:朝から夕方', 'night:夜', 'any:どちらでも'),
    answers: pairs(`
      母の通院がある日が多いので、夕方までに帰れるほうがいいです→day／朝は犬の散歩があるから夜で→night
      朝より夜のほうが頭が働く→night／夜は無理だけど朝も苦手→unclear／どっちゃでもええ→any／どちらも入れます→any
      とくにこだわらんよ→any／みっつめ→any／夜のほうが時給は高いですか→unclear
    `),
  },
  {
    question: '通勤は片道どれくらいまで？',
    kind: 'choice',
    options: choices('near:30分まで', 'hour:1時間まで', 'far:それ以上でも'),
    answers: pairs('60分くらいなら→hour／20分→near／2時間→far'),
  },
  {
    question: '夜勤のある仕事はできますか？',
    kind: 'yesno',
    options: YES_NO,
    answers: pairs(`
      どちらにも当てはまる感じ→unclear／夜勤はNGで→no／いいえでおねがいします→no／夜型なので全然できます→yes
    `),
  },
]
