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
