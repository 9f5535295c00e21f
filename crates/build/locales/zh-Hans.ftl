## 项目
build-project = 共建项目
build-yuan = { $n } 元
build-days = { $n } 天
build-area = { $n } 平方米
build-print = 打印
build-wrong-future = 日期不能在今天以后
build-wrong-before = 结束不能早于开始
build-wrong-area = 请写面积，例如 35 或 35.5
build-sign-receiver = 经手人
build-sign-giver = 交付人
build-project-state-building = 正在建
build-project-state-finished = 已竣工
build-project-since = { $day } 立项
build-project-plan = 大家定下的方案
build-project-frozen = 这是表决通过、公示期满的版本，不能改。要改就重新商议。
build-project-look = 看看还差什么
build-project-days = 已投工（天）
build-project-signed = 居民签字的工序
build-project-raised = 已收捐资
build-project-how-it-stands = 进展
build-project-finished-heading = 竣工
build-project-upkeep-yes = 建成以后要有人长期管护。
build-project-upkeep-no = 建成以后不需要专人管护。
build-project-learned = 学到了什么：
build-project-refused-finished = 这个项目已经竣工。有新情况请重新反映。
build-project-refused-unfinished = 还不能报：{ $steps } 道工序中居民已签字 { $signed } 道，没有了结的缺陷 { $defects } 处。每道工序都要有居民签字，缺陷都要有居民确认。
build-project-started = 方案《{ $title }》立项开建，计划投入：{ $unit ->
    [yuan] { $cost } 元
    [none] 方案里没有写
   *[words] { $cost }
  }
build-project-finished = 《{ $title }》竣工：花费 { $cost } 元，捐资 { $raised } 元，投工 { $days } 天；{ $upkeep ->
    [true] 需要长期管护
   *[other] 不需要专人管护
  }
build-project-finish = 报竣工
build-project-finish-intro = 每道工序都有居民签字、缺陷都了结以后，才能报竣工。
build-project-finish-upkeep = 建成以后要不要有人长期管护
build-project-finish-upkeep-yes = 要，接着确定谁来管
build-project-finish-upkeep-no = 不要，直接请大家评价
build-project-finish-learned = 这次学到了什么
build-project-finish-learned-hint = 别的小区、湾子照着做时用得上的话。
build-project-finish-submit = 报竣工
build-project-finish-done = 已报竣工。

## 贡献
build-contribution = 大家出的力
build-contribution-somebody = 一位居民
build-contribution-gift = { $kind ->
    [cash] 出资 { $amount } 元
    [labour] 投工 { $amount } 天
    [material] { $priced ->
        [true] 出物：{ $what }（值 { $amount } 元）
       *[false] 出物：{ $what }
      }
   *[other] 让地 { $amount } 平方米
  }
build-contribution-state-promised = 已认捐
build-contribution-state-delivered = 已送到，待清点
build-contribution-state-accepted = 已清点
build-contribution-state-withdrawn = 已收回
build-contribution-giver = 谁出的
build-contribution-away = 在外乡亲
build-contribution-entered-by = 代为登记
build-contribution-promised-on = 认捐时间
build-contribution-delivered-on = 送到日期
build-contribution-accepted-on = 清点
build-contribution-number = 收据编号
build-contribution-counted = 实收
build-contribution-worth = 折合
build-contribution-promised-gift = 认捐
build-contribution-how-it-stands = 进展
build-contribution-thanks = 已如数收到，记入项目账目。感谢您为大家出力。
build-contribution-keep-link = 这一页只有您知道地址。请收好或打印下来，以后凭它登记送到或收回认捐。
build-contribution-total-cash = 已收现金
build-contribution-total-waiting = 认捐了还没清点的现金
build-contribution-total-days = 投工
build-contribution-total-material = 出物折价
build-contribution-total-land = 让地
build-contribution-none = 还没有人登记。
build-contribution-voluntary = 出多出少、出不出，都凭自愿；不公布谁没有出。
build-contribution-ceiling-fen = 按《{ $law }》，向每人每年筹资最多 { $n } 元；自愿多出的不受此限。
build-contribution-ceiling-days = 按《{ $law }》，向每个劳动力每年筹劳最多 { $n } 天；自愿多出的不受此限。
build-contribution-refused-state = 这一笔已经办过这一步了，请看最新情况。
build-contribution-refused-unseen = 只有本人凭链接说送到了，还没有人看到。请先由一位办事的人登记送到，再由另一位清点。
build-contribution-refused-same = 谁出的、谁登记送到的，不能由同一个人清点。请另一位来办。
build-contribution-refused-receipt = 清点以后才有收据。
build-contribution-promise = 我要出力
build-contribution-promise-intro = 出钱、出工、出物、让地都行，在外地也行；不用登录。完全自愿，送到以前随时可以收回。
build-contribution-promise-kind = 出什么
build-contribution-promise-kind-cash = 出资（钱）
build-contribution-promise-kind-labour = 投工（干活）
build-contribution-promise-kind-material = 出物（材料、工具）
build-contribution-promise-kind-land = 让地（菜园、院角、田边）
build-contribution-promise-money = 金额
build-contribution-promise-money-hint = 出资时写多少元。出物时可写大约值多少，不写也行。
build-contribution-promise-days = 多少天
build-contribution-promise-days-unit = 天
build-contribution-promise-days-hint = 投工时写：几个人干几天，乘起来。
build-contribution-promise-area = 多大面积
build-contribution-promise-area-unit = 平方米
build-contribution-promise-area-hint = 让地时写。
build-contribution-promise-what = 具体是什么
build-contribution-promise-what-hint = 出物必填，例如“水泥 20 包”；其他可不写。请不要写姓名和电话。
build-contribution-promise-consent = 愿意公开我的称呼
build-contribution-promise-consent-hint = 不勾就显示“一位居民”。
build-contribution-promise-name = 公开的称呼
build-contribution-promise-name-hint = 例如“三组居民甲”。勾选了上面才会显示，不勾不保存。
build-contribution-promise-remote = 我在外地
build-contribution-promise-behalf = 我是工作人员，替别人登记
build-contribution-promise-submit = 登记
build-contribution-promise-done = 登记好了。请收好这一页的地址。
build-contribution-promised = 有人愿意{ build-contribution-gift }
build-contribution-deliver = 登记送到
build-contribution-deliver-intro = 东西送到、活干完了，就登记日期，再由另一个人清点。
build-contribution-deliver-day = 哪天送到（干完）
build-contribution-deliver-submit = 登记
build-contribution-deliver-done = 已登记，等另一个人清点。
build-contribution-delivered = 送到了：{ build-contribution-gift }
build-contribution-bring = 我已送到
build-contribution-bring-intro = 东西送到、活干完了，就登记日期；工作人员清点后开收据。
build-contribution-bring-day = 哪天送到（干完）
build-contribution-bring-submit = 登记
build-contribution-bring-done = 已登记，等清点。
build-contribution-accept = 清点
build-contribution-accept-how-cash = 请当面点清，写实际收到的金额（元）。
build-contribution-accept-how-labour = 请写实际干了多少天。
build-contribution-accept-how-material = 请核对东西，写认定的价值（元）；不作价写 0。
build-contribution-accept-how-land = 请实地量一量，写实际让出的面积（平方米）。
build-contribution-accept-amount = 实际是多少
build-contribution-accept-amount-hint = 可以比认捐的少，不能多；多出的请再登记一笔。
build-contribution-accept-submit = 清点无误，开收据
build-contribution-accept-done = 已清点，收据可以打印。
build-contribution-accepted = 清点入账：{ build-contribution-gift }，收据 { $receipt }
build-contribution-withdraw = 收回认捐
build-contribution-withdraw-intro = 不用说原因。收回后页面上不再显示这一笔。
build-contribution-withdraw-submit = 收回
build-contribution-withdraw-done = 认捐已收回。
build-contribution-withdrawn = 一笔认捐已收回：{ build-contribution-gift }
build-contribution-follow = 我的认捐
build-contribution-receipt = 收据

## 工序
build-work = 工序
build-work-none = 还没有安排工序。
build-work-monitors = 居民质量监督员
build-work-no-monitor = 还没有人，等您报名
build-work-when = 计划 { $begins } 至 { $ends }
build-work-completed-on = { $day } 完工。
build-work-signed-by = 质量监督员 { $name } 已签字认可。
build-work-signed-of = { $signed }/{ $steps }
build-work-mended-so = 整改：
build-work-state-planned = 待开工
build-work-state-started = 施工中
build-work-state-completed = 已完工，待居民签字
build-work-state-signed = 居民已签字
build-work-defect-state-open = 缺陷待整改
build-work-defect-state-mended = 已整改，待居民确认
build-work-defect-state-cleared = 居民确认改好了
build-work-refused-state = 现在还不到这一步，或者已经办过了。
build-work-refused-same = 谁做的活，不能由谁签字。请另一位居民来看。
build-work-refused-defect = 这道工序还有没了结的缺陷，改好并确认以后才能签字。
build-work-refused-monitor = 只有报名的居民质量监督员才能办这一步。
build-work-refused-raiser = 只有提出缺陷的居民或质量监督员才能确认。
build-work-refused-already = 您已经是质量监督员了。
build-work-plan = 安排工序
build-work-plan-intro = 写清做什么、哪天到哪天、谁来做，大家好监督。
build-work-plan-what = 做什么
build-work-plan-begins = 从哪天
build-work-plan-ends = 到哪天
build-work-plan-doer = 谁来做
build-work-plan-doer-hint = 写队伍、单位或“村民投工”，不写个人姓名。
build-work-plan-submit = 安排
build-work-plan-done = 工序已安排。
build-work-planned = 安排工序“{ $step }”：{ $begins } 至 { $ends }，{ $doer }
build-work-start = 登记开工
build-work-start-day = 哪天开工
build-work-start-submit = 登记
build-work-start-done = 已登记开工。
build-work-started = “{ $step }”开工
build-work-complete = 报完工
build-work-complete-day = 哪天完工
build-work-complete-doer = 谁做的
build-work-complete-note = 要说明的话
build-work-complete-submit = 报完工
build-work-complete-done = 已报完工，等居民质量监督员签字。
build-work-completed = “{ $step }”完工，{ $doer }。{ $note }
build-work-volunteer = 我来监督质量
build-work-volunteer-intro = 本地居民都可以报名。您的称呼会公开；您看过、认可了才签字。
build-work-volunteer-submit = 报名
build-work-volunteer-done = 您是居民质量监督员了。
build-work-volunteered = { $who } 报名当《{ $title }》的居民质量监督员
build-work-sign = 签字认可
build-work-sign-what = 您到现场看过“{ $step }”，认可质量，就签字。
build-work-sign-submit = 我看过了，认可
build-work-sign-done = 已签字。
build-work-signed = 质量监督员 { $who } 签字认可“{ $step }”
build-work-defect = 提出缺陷
build-work-defect-words = 哪里不对
build-work-defect-submit = 提出
build-work-defect-done = 已记下，整改好并经居民确认才算了结。
build-work-faulted = 居民指出“{ $step }”有缺陷：{ $words }
build-work-mend = 报整改
build-work-mend-words = 怎么改的
build-work-mend-submit = 报整改
build-work-mend-done = 已报整改，等居民确认。
build-work-mended = “{ $step }”的缺陷已整改：{ $words }
build-work-clear = 确认整改
build-work-clear-what = 缺陷：{ $words }。整改：{ $mended }。
build-work-clear-good = 改好了没有
build-work-clear-good-yes = 改好了
build-work-clear-good-no = 没有改好，重来
build-work-clear-submit = 确认
build-work-clear-done = 已记下。
build-work-cleared = 居民确认“{ $step }”的缺陷改好了：{ $words }

## 账目
build-account = 账目
build-account-of = 《{ $title }》账目
build-account-show = 看每一笔账
build-account-planned = 计划投入
build-account-planned-unknown = （方案里没有写成金额）
build-account-income-yuan = 收入（元）
build-account-spending-yuan = 支出（元）
build-account-income = 收入
build-account-of-gifts = 其中：居民捐资
build-account-of-grants = 其中：其他财政补助
build-account-of-others = 其中：其他收入
build-account-of-award = 其中：以奖代补
build-account-spending = 支出
build-account-balance = 结余
build-account-gap = 缺口
build-account-gap-missing = 还差 { $n } 元
build-account-gap-none = 不差钱，正好
build-account-gap-over = 多出 { $n } 元
build-account-rule = 收入 = 支出 + 结余，一分不差。一人记账、另一人复核以后才算数；记错了只能冲销，不能涂改。
build-account-empty = 还没有账目。
build-account-lines = 逐笔账目（元）
build-account-what = 事由
build-account-day = 日期
build-account-in = 收入
build-account-out = 支出
build-account-voucher = 凭证
build-account-eyes = 记账与复核
build-account-red = 冲销
build-account-kind-spending = 支出
build-account-kind-gift = 居民捐资
build-account-kind-grant = 财政补助
build-account-kind-other = 其他收入
build-account-kind-award = 以奖代补
build-account-state-entered = 待复核
build-account-state-counted = 已复核
build-account-state-struck = 不予入账
build-account-line = { $day } { $kind } { $amount } 元，{ $what }，{ $party }，凭证 { $voucher }
build-account-refused-checked = 这一笔已经复核过了。
build-account-refused-same = 谁记的账，不能由谁复核。请另一位来办。
build-account-refused-counter = 这一笔不能冲销：没有复核、已经冲销过，或者本身就是冲销。
build-account-enter = 记一笔账
build-account-enter-intro = 居民捐资清点后自动入账，不用再记。这里记支出和别的收入。
build-account-enter-kind = 是什么
build-account-enter-kind-spending = 支出
build-account-enter-kind-grant = 收入：其他财政补助
build-account-enter-kind-other = 收入：其他（利息、卖余料等）
build-account-enter-amount = 金额
build-account-enter-day = 票据日期
build-account-enter-what = 事由
build-account-enter-party = 对方
build-account-enter-party-hint = 写公司、单位或职务，不写个人姓名。
build-account-enter-voucher = 票据编号
build-account-enter-submit = 记账
build-account-enter-done = 已记下，等另一个人复核后算数。
build-account-entered = 记账待复核：{ $kind ->
    [spending] 支出
   *[other] 收入
  } { $amount } 元，{ $what }
build-account-confirm = 复核
build-account-confirm-verdict = 和票据对得上吗
build-account-confirm-verdict-right = 对得上，入账
build-account-confirm-verdict-wrong = 对不上，不予入账
build-account-confirm-why = 对不上的原因
build-account-confirm-submit = 复核
build-account-confirm-done = 已复核。
build-account-confirmed = 复核入账：{ $kind ->
    [spending] 支出
    [award] 以奖代补到账
   *[other] 收入
  } { $amount } 元{ $why }
build-account-struck = 复核不予入账：{ $amount } 元，{ $why }
build-account-counter = 冲销
build-account-counter-intro = 原来的那一笔不动，另记一笔相反的，经复核后生效。
build-account-counter-why = 为什么冲销
build-account-counter-submit = 冲销
build-account-counter-done = 冲销已记下，等复核。
build-account-countered = 冲销待复核：{ $amount } 元，{ $what }

## 以奖代补
build-award = 以奖代补
build-award-of = 《{ $title }》以奖代补
build-award-amount = 算出的奖补
build-award-paid-amount = 已拨付
build-award-formula = 奖补 = 下面几项里最小的一项。每个数都来自公开的账目。
build-award-bounds = 几项上限
build-award-part = 上限
build-award-yuan = 金额（元）
build-award-smallest = 由谁决定
build-award-binds = 最小，按这一项
build-award-bound-rate = 自筹 { $self } 元 × { $rate }
build-award-bound-rate-cap = 认定投资 { $cost } 元 × { $cap }
build-award-bound-cap = 最高限额
build-award-bound-gap = 缺口：{ $cost } − 其他补助 { $grants } − 自筹 { $self }（元）
build-award-inputs = 用到的数
build-award-bills = 复核过的支出
build-award-cash = 居民捐资
build-award-in-kind = 出物折价
build-award-days = 投工
build-award-labour = { $days } 天 × 每天 { $rate } 元 = { $worth } 元
build-award-labour-unposted = { $days } 天（没有公布日工价）
build-award-grants = 其他补助和收入
build-award-self = 自筹合计（捐资＋出物＋投工）
build-award-cost = 认定投资（支出＋出物＋投工）
build-award-rule = 依据
build-award-unverified = 未核验
build-award-applied-by = 申报
build-award-inspections = 三方验收
build-award-inspector-monitor = 居民质量监督员
build-award-inspector-street = 街道（乡镇）
build-award-inspector-county = 县（市、区）
build-award-ok = 合格
build-award-not-ok = 不合格
build-award-awaited = 待验收
build-award-notice = 看公示（到 { $until } 止）
build-award-state-applied = 验收中
build-award-state-announced = 公示中
build-award-state-due = 公示期满，待拨付
build-award-state-paid = 已拨付
build-award-state-replaced = 已重新申报
build-award-refused-state = 这笔奖补现在不能办这一步。
build-award-refused-same = 三方验收要三个不同的人，申报的人不能验收。请另一位来办。
build-award-refused-inspections = 居民质量监督员、街道、县三方都验收合格以后才能办。
build-award-refused-nothing = 按账目算下来没有可奖补的金额，不用公示。
build-award-refused-unposted = 还没有公示，不能拨付。
build-award-refused-notice = 公示期还没有满，不能拨付，也不能提前。
build-award-refused-objections = 还有 { $n } 条异议没有答复，答复以后才能拨付。
build-award-refused-moved = 账目变了，现在只能算出 { $today } 元，少于公示的金额。请重新申报。
build-award-refused-policy = 这里没有可用的奖补办法或公示规定。
build-award-refused-day-rate = 有人投工，但没有公布日工价，算不出来。请先公布日工价。
build-award-refused-count = 账目里有不能计算的数，请先核对账目。
build-award-notice-title = 以奖代补公示：{ $title }
build-award-notice-body =
    《{ $title }》已经建成，居民质量监督员、街道（乡镇）、县（市、区）三方验收合格。
    认定投资 { $cost } 元，其中支出 { $bills } 元；自筹 { $self } 元，其中捐资 { $cash } 元、投工 { $days } 天；其他补助和收入 { $grants } 元。
    拟奖补 { $amount } 元（依据 { $rule }）。有不同意见，请在公示期内提出。
build-award-apply = 申报奖补
build-award-apply-again = 按最新账目重新申报
build-award-apply-how = 按现在的账目，算出奖补 { $amount } 元。还有 { $waiting } 笔账待复核，没有算进去。先建成、居民都签了字，才能申报。
build-award-apply-submit = 按账目申报
build-award-apply-done = 已申报，等三方验收。
build-award-applied = 申报以奖代补 { $amount } 元（{ $bound ->
    [rate] 按自筹比例
    [rate-cap] 按投资比例
    [cap] 按最高限额
   *[other] 按缺口
  }，依据 { $rule }）
build-award-inspect = 验收
build-award-inspect-intro = 请到现场看过再填。三方各验各的，都合格才能公示。
build-award-inspect-ok = 合不合格
build-award-inspect-ok-yes = 合格
build-award-inspect-ok-no = 不合格
build-award-inspect-words = 看到了什么
build-award-inspect-words-hint = 不合格请写明原因。
build-award-inspect-submit = 记下验收结果
build-award-inspect-done = 验收结果已记下。
build-award-inspected = { $kind ->
    [monitor] 居民质量监督员
    [street] 街道（乡镇）
   *[other] 县（市、区）
  }验收{ $ok ->
    [true] 合格
   *[other] 不合格
  }。{ $words }
build-award-announce = 公示奖补
build-award-announce-what = 公示拟奖补 { $amount } 元。公示期满、异议都答复了，才能拨付。
build-award-announce-submit = 公示
build-award-announce-done = 已公示，不能提前结束。
build-award-announced = 公示拟奖补 { $amount } 元，到 { $until } 止
build-award-pay = 拨付奖补
build-award-pay-intro = 最多拨付公示的金额。拨付后由当地核对到账，账目才算数。
build-award-pay-amount = 拨付金额
build-award-pay-day = 拨付日期
build-award-pay-voucher = 拨款凭证号
build-award-pay-submit = 拨付
build-award-pay-done = 已拨付，等当地核对到账。
build-award-paid = 拨付以奖代补 { $amount } 元
