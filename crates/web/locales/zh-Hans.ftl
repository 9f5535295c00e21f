## 页面外框
web-site = 共缔
web-tagline = 自己的事，大家商量着办
web-skip = 跳到正文
web-nav = 主要栏目
web-crumbs = 所在位置
web-elder-on = 长辈版
web-elder-off = 标准版
web-sign-in = 登录
web-sign-out = 退出
web-theme = 明暗
web-theme-auto = 随系统
web-theme-light = 浅色
web-theme-dark = 深色
web-foot = 不方便上网？到社区说一声，工作人员代填，纸质的一样算数。

## 表单
web-error-title = 有误：
web-error-heading = 还有地方要改，您填的内容都在
web-colon = ：
web-optional = （可不填）
web-max = 最多 { $n } 字
web-offline = 网络不通，没有收到回应。您填的内容还在，连上网再点一次，不会重复。
web-draft-restored = 已恢复草稿
web-draft-clear = 清除

## 出错
web-fault-id = 故障编号
web-fault-help = 请把编号告诉社区工作人员，我们凭它查原因。
web-home = 回到首页

## 六步
web-way = 这件事走到哪一步
web-way-now = （现在）
web-stage-listen = 听民情
web-stage-decide = 共商议
web-stage-build = 共建设
web-stage-manage = 共管护
web-stage-evaluate = 共评价
web-stage-share = 共分享

## 列表与计票
web-pager = 翻页
web-prev = 上一页
web-next = 下一页
web-tally-option = 选项
web-tally-count = 数量
web-tally-share = 占比
web-tally-bar = 图示

## 纸面
web-paper-code = 编号
web-paper-scan = 扫码看进展

## 问题与拒绝
web-unit-yuan = 元
web-problem-missing = 没有这一页
web-problem-missing-message = 地址可能抄错了，或者您还不能看它。请核对一遍，或从首页找起。
web-problem-refused = 现在不能这样办
web-problem-invalid = 还有地方要改
web-problem-invalid-message = 有的内容填得不对，请照提示改一改，您填的都还在。
web-problem-again = 这一步已经办过了，不会重复。
web-problem-fault = 我们这边出错了
web-problem-fault-message = 不是您的问题，也没有办成一半。请过一会儿再试。
web-refused-sign-in = 这一步要先登录。
web-refused-role = 您的身份不能办这一步。
web-refused-csrf = 页面放得太久，或者不是从这一页发出的。内容都在，请再点一次。
web-refused-key = 这一步缺少防重复的编号，请刷新页面再办。
web-refused-large = 内容太大了，最多 256 KB。请把文字写短一些。
web-refused-broken = 没有收完整，请再发一次。
web-refused-json = 内容不是可以读的 JSON 对象，或者没有写明 application/json。
web-refused-stage = 这件事还没有走到这一步。
web-wrong-empty = 这里要填
web-wrong-long = 太长了，最多 { $arg } 字
web-wrong-damaged = 有认不出的字（乱码），请重新写
web-wrong-choice = 请从给出的里面选
web-wrong-money = 请写金额，例如 500 或 500.50
web-wrong-number = 请写整数
web-wrong-range = 要在 { $arg } 之间
web-wrong-date = 请写日期，例如 2026-11-22
web-wrong-time = 请写时间，例如 19:30

## 身份与渠道
web-role-visitor = 居民
web-role-resident = 居民
web-role-convener = 带头人
web-role-committee = 自管委
web-role-worker = 社区工作者
web-role-street = 街道（乡镇）
web-role-department = 部门
web-role-county = 县（市、区）
web-role-coach = 督导
web-role-assessor = 考核
web-role-adviser = 顾问
web-role-system-admin = 系统管理员
web-role-security-admin = 安全管理员
web-role-audit-admin = 审计管理员
web-channel-web = 网页
web-channel-phone = 电话
web-channel-walk-in = 来访
web-channel-visit = 走访
web-channel-paper = 纸质
web-channel-meeting = 会上
