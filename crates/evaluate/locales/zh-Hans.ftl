## 办好没有
evaluate-verdict = 办好没有，反映的人说了算
evaluate-verdict-state-open = 正在听反映人怎么说
evaluate-verdict-state-solved = 反映人说办好了
evaluate-verdict-state-reopened = 有人说没办好，已重新办理
evaluate-verdict-state-lapsed = 联系不上，按规则收尾，不算满意
evaluate-verdict-number = 第 { $n } 次报办结
evaluate-verdict-wait-roll = 没有人专门反映过这件事，由名册上的居民回答三问来定：认可的要过半，并且至少有五人回答。
evaluate-verdict-wait-time = 还在等反映人回话。
evaluate-verdict-wait-attempts = 联系次数不够，不能收尾，要继续联系。
evaluate-verdict-until = 等到 { $day }。
evaluate-verdict-until-unknown = 那一年的放假安排还没有公布，截止日期待定，在此之前不会收尾。
evaluate-verdict-rule = 依据：{ $name }（{ $law }）。每人至少联系 { $n } 次。
evaluate-verdict-rule-unverified = 依据：{ $name }（{ $law }，未核验）。每人至少联系 { $n } 次。
evaluate-verdict-people = { $n } 人
evaluate-verdict-said-solved = 说办好了
evaluate-verdict-said-partly = 说办了一部分
evaluate-verdict-said-not = 说没办好
evaluate-verdict-said-unreached = 还没有联系上
evaluate-verdict-untried = 还没有联系
evaluate-verdict-tries = 联系过 { $n } 次，没有联系上
evaluate-verdict-turn = 第 { $n } 位 · { $came } · { $stands }
evaluate-verdict-refused-none = 这件事还没有报办结，等办完会请您评。
evaluate-verdict-refused-settled = 反映人已经说办好了。如果您觉得没办好，可以提出来，马上重新办。
evaluate-verdict-refused-reopened = 已经有人说没办好，这件事正在重新办，办完再请您评。
evaluate-verdict-refused-asked = 正在请您评，请直接说说办好没有。
evaluate-verdict-refused-window = 说办好了已经过去 { $days } 天，请把新情况重新反映一次，会当成新的事办。
evaluate-verdict-refused-handler = 这件事是您经手办的，办好没有要请别人来听、来记。
evaluate-verdict-refused-own-word = 这位居民已经自己说过了，别人不能替他改。
evaluate-verdict-refused-reached = 已经联系上这位居民了，不用再记联系不上。
evaluate-verdict-wrong-late = 您是报办结以后才附议的：没办好请直说，马上重新办；办好了不用填。
evaluate-verdict-wrong-day = 日期要在报办结那天和今天之间
evaluate-verdict-wrong-twice = 这一天已经记过一次，一天只算一次
evaluate-verdict-give = 说说办好没有
evaluate-verdict-give-intro = 您反映的事报办结了。办好没有，您说了算；只要有一个人说没办好，马上重新办，谁也拦不住。不公开您是谁。
evaluate-verdict-give-result = 这件事办好了吗
evaluate-verdict-give-result-solved = 办好了
evaluate-verdict-give-result-partly = 办了一部分
evaluate-verdict-give-result-not = 没办好
evaluate-verdict-give-words = 想说的话
evaluate-verdict-give-words-hint = 会公开，电话、身份证号等会自动遮住。
evaluate-verdict-give-submit = 就这样说
evaluate-verdict-give-done = 您的话已经记下。
evaluate-verdict-dispute = 其实没办好
evaluate-verdict-dispute-intro = 这件事记的是“办好了”或“联系不上”。您说没办好，马上重新办，不用谁批准。
evaluate-verdict-dispute-result = 现在是什么情况
evaluate-verdict-dispute-result-partly = 办了一部分
evaluate-verdict-dispute-result-not = 没办好
evaluate-verdict-dispute-words = 哪里没办好
evaluate-verdict-dispute-words-hint = 会公开，电话、身份证号等会自动遮住。
evaluate-verdict-dispute-submit = 请重新办
evaluate-verdict-dispute-done = 已经重新办理。
evaluate-verdict-enter = 代填反映人的话
evaluate-verdict-enter-intro = 替不上网的居民记下他怎么说，或者记下没有联系上。原话怎么说就怎么记；经手办这件事的人不能填。
evaluate-verdict-enter-voice = 哪一位
evaluate-verdict-enter-voice-hint = 按反映的先后和渠道列出，不列姓名。
evaluate-verdict-enter-channel = 怎么联系的
evaluate-verdict-enter-channel-hint = 没有留联系方式的，在楼栋或公示栏贴出请本人来评的通知，记作“纸质”。
evaluate-verdict-enter-channel-phone = 电话
evaluate-verdict-enter-channel-visit = 走访
evaluate-verdict-enter-channel-walk-in = 来访
evaluate-verdict-enter-channel-paper = 纸质
evaluate-verdict-enter-channel-meeting = 会上
evaluate-verdict-enter-result = 怎么说
evaluate-verdict-enter-result-solved = 办好了
evaluate-verdict-enter-result-partly = 办了一部分
evaluate-verdict-enter-result-not = 没办好
evaluate-verdict-enter-result-unreached = 没有联系上
evaluate-verdict-enter-day = 哪一天
evaluate-verdict-enter-words = 原话
evaluate-verdict-enter-words-hint = 会公开，不写姓名和电话。
evaluate-verdict-enter-submit = 记下
evaluate-verdict-enter-done = 已记下。
evaluate-verdict-asked =
    { $dated ->
        [false] 请 { $voices } 位反映人说说办好没有，截止日期待定
       *[true] 请 { $voices } 位反映人说说办好没有，等到 { $until }
    }
evaluate-verdict-given =
    { $entered ->
        [true] { $who } 代填：一位反映人
       *[false] 一位反映人
    }{ $changed ->
        [true] 改口说
       *[false] 说
    }{ $result ->
        [solved] 办好了
        [partly] 办了一部分
       *[not] 没办好
    }
evaluate-verdict-disputed =
    一位反映人说其实{ $result ->
        [solved] 办好了
        [partly] 办了一部分
       *[not] 没办好
    }
evaluate-verdict-tried = { $who } { $day } 联系一位反映人，没有联系上（第 { $tries } 次）
evaluate-matter-solved =
    { $by ->
        [roll] 名册上的居民认可办好了：认可 { $solved } 人，一般 { $partly } 人，不认可 { $not } 人，没有回答 { $unreached } 人
       *[voices] 反映人说办好了：办好了 { $solved } 人，办了一部分 { $partly } 人，没办好 { $not } 人，没联系上 { $unreached } 人
    }
evaluate-matter-reopened =
    { $by ->
        [few] 名册上的居民认可的没有过半，重新办理
        [roll] 名册上的居民认可的没有过半，重新办理：认可 { $solved } 人，一般 { $partly } 人，不认可 { $not } 人
       *[voices] 反映人说没办好，重新办理：办好了 { $solved } 人，办了一部分 { $partly } 人，没办好 { $not } 人，没联系上 { $unreached } 人。{ $words }
    }
evaluate-matter-lapsed =
    { $by ->
        [voices] 每人联系了至少 { $attempts } 次，{ $unreached } 位反映人都联系不上，按规则收尾，不算满意，也不算解决
       *[few] 回答三问的居民太少，按规则收尾，不算满意，也不算解决
    }

## 三问
evaluate-review = 居民三问
evaluate-review-show = 三问结果
evaluate-review-title = 居民三问：{ $title }
evaluate-review-lead = 三个问题分开问、分开数，不合成一个分。谁答的、怎么答的，谁也查不到，工作人员改不了。
evaluate-review-which-first = 第 { $n } 次，刚办完时问
evaluate-review-which-again = 第 { $n } 次，{ $again } 个月后再问
evaluate-review-state-open = 正在答
evaluate-review-state-closed = 已截止
evaluate-review-stands-open = 已收到 { $forms } 份，共请 { $size } 人，到 { $day } 止
evaluate-review-stands-closed = 收到 { $forms } 份，共请 { $size } 人，{ $day } 截止
evaluate-review-window = 回答时间
evaluate-review-span = { $from } 至 { $to }
evaluate-review-roll = 请谁回答
evaluate-review-roll-none = 这里还没有名册，没有人可以请
evaluate-review-roll-adults = 居民名册，
evaluate-review-roll-households = 户代表名册，
evaluate-review-roll-owners = 业主名册，
evaluate-review-people = { $n } 人
evaluate-review-answered = { $all } 人里 { $n } 人答了这一问
evaluate-review-of = { $n } / { $all }
evaluate-review-forms = 收到 / 应答
evaluate-review-by-web = 网上答的
evaluate-review-by-paper = 纸上答的
evaluate-review-refused = 不想回答
evaluate-review-hidden = 答的时候不公布数字，免得邻里互相猜；截止后一起公布。
evaluate-review-few = 回答这一问的不到五人，为保护大家，不单列。
evaluate-review-question-approve = 认可不认可
evaluate-review-question-glad = 高兴不高兴
evaluate-review-question-satisfied = 满意不满意
evaluate-review-approve-yes = 认可
evaluate-review-approve-so-so = 一般
evaluate-review-approve-no = 不认可
evaluate-review-glad-yes = 高兴
evaluate-review-glad-so-so = 一般
evaluate-review-glad-no = 不高兴
evaluate-review-satisfied-yes = 满意
evaluate-review-satisfied-so-so = 一般
evaluate-review-satisfied-no = 不满意
evaluate-review-serial = 序号
evaluate-review-refused-over = 回答时间已于 { $day } 截止。
evaluate-review-refused-roll = 这次请的是名册上的居民，您不在名册上。住在这里的话，请到社区登记。
evaluate-review-refused-twice = 您已经答过了，或者领了纸质问卷。一人答一次。
evaluate-review-refused-paper = “{ $unit }”已经答过，或者已经领了纸质问卷。
evaluate-review-wrong-none = 三问都没有选。不想回答，请勾“不想回答”
evaluate-review-wrong-both = 选了答案又勾了“不想回答”，请只留一样
evaluate-review-wrong-serial = 没有这个序号，请再核对一遍
evaluate-review-wrong-used = 这一张已经录过了
evaluate-review-answer = 回答三问
evaluate-review-answer-intro = 不记名：系统只记您答过没有，不记您答了什么。交了就不能改。
evaluate-review-answer-approve = 认可不认可
evaluate-review-answer-approve-yes = 认可
evaluate-review-answer-approve-so-so = 一般
evaluate-review-answer-approve-no = 不认可
evaluate-review-answer-glad = 高兴不高兴
evaluate-review-answer-glad-yes = 高兴
evaluate-review-answer-glad-so-so = 一般
evaluate-review-answer-glad-no = 不高兴
evaluate-review-answer-satisfied = 满意不满意
evaluate-review-answer-satisfied-yes = 满意
evaluate-review-answer-satisfied-so-so = 一般
evaluate-review-answer-satisfied-no = 不满意
evaluate-review-answer-refuse = 不想回答
evaluate-review-answer-submit = 交卷
evaluate-review-answer-done = 已收到，谢谢您。
evaluate-review-hand = 发纸质问卷
evaluate-review-hand-intro = 勾选领纸质问卷的人：他们不再网上答，勾几位就印几张。问卷上的序号是随机的，和人不对应。
evaluate-review-hand-units = 谁领纸质问卷
evaluate-review-hand-submit = 发放
evaluate-review-hand-done = 已登记，请打印问卷。
evaluate-review-sheet = 打印纸质问卷
evaluate-review-sheet-print = 打印
evaluate-review-sheet-none = 没有要打印的问卷，先登记谁领纸质问卷。
evaluate-review-sheet-how = 每一问勾一个，不写名字。{ $day } 前投进意见箱。
evaluate-review-enter = 录入纸质问卷
evaluate-review-enter-intro = 从意见箱取出的问卷，一张一张录。经手办这件事的人不能录。
evaluate-review-enter-serial = 问卷序号
evaluate-review-enter-approve = 认可不认可
evaluate-review-enter-approve-yes = 认可
evaluate-review-enter-approve-so-so = 一般
evaluate-review-enter-approve-no = 不认可
evaluate-review-enter-glad = 高兴不高兴
evaluate-review-enter-glad-yes = 高兴
evaluate-review-enter-glad-so-so = 一般
evaluate-review-enter-glad-no = 不高兴
evaluate-review-enter-satisfied = 满意不满意
evaluate-review-enter-satisfied-yes = 满意
evaluate-review-enter-satisfied-so-so = 一般
evaluate-review-enter-satisfied-no = 不满意
evaluate-review-enter-refuse = 不想回答
evaluate-review-enter-submit = 录入，下一张
evaluate-review-enter-done = 这一张已录入。
evaluate-review-opened =
    { $first ->
        [true] 请名册上的 { $asked } 人回答三问，到 { $until } 止
       *[false] { $again } 个月后再请名册上的 { $asked } 人回答三问，到 { $until } 止
    }
evaluate-review-handed = 发出纸质问卷 { $n } 张
evaluate-review-closed = 三问截止：请了 { $asked } 人，{ $answered } 人回答，{ $refused } 人不想回答

## 评价数字
evaluate-rates-show = 看这里的评价数字
evaluate-rates-title = { $place } · 评价数字
evaluate-rates-lead = 数到 { $day }，都是准数，没有取整。点数字看依据。
evaluate-rates-voices = 反映人怎么说（人）
evaluate-rates-matters = 事情怎么样（件）
evaluate-rates-solved = 说办好了
evaluate-rates-partly = 说办了一部分
evaluate-rates-not = 说没办好
evaluate-rates-unreached = 没联系上
evaluate-rates-matters-solved = 居民说解决了
evaluate-rates-lapsed = 联系不上，按规则收尾
evaluate-rates-reopened = 报办结后 90 天内重新办
evaluate-rates-parked = 挂账
evaluate-rates-awaiting = 待居民评价
evaluate-rates-reached = 联系上的反映人
evaluate-rates-satisfied = 答满意的
evaluate-rates-answered = 回答满意这一问的
evaluate-rates-few = 不到五人回答、不单列的
evaluate-rates-parked-note = 挂账不算解决，没联系上不算满意。
evaluate-rates-nothing = 还没有人评，没有这个数。
evaluate-rates-solving = 解决率
evaluate-rates-solving-how = 说办好了的人 ÷ 联系上的人。没联系上的不在内，单独列在上面。
evaluate-rates-satisfaction = 满意率
evaluate-rates-satisfaction-how = 答满意的人 ÷ 回答满意这一问的人。认可、高兴另外数，不混在一起。
evaluate-rates-few-note = 另有 { $n } 次三问回答的不到五人，不单列，也不在内。
evaluate-rates-list-lead = 数字后面是这些事。只列事，不列人。
evaluate-rates-list-none = 现在没有。
evaluate-rates-adds = 计 { $n }
evaluate-rates-nav = 三率与评价
