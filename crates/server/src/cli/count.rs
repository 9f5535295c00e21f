//! 重数 — What an auditor may ask to be counted again: the command line of `gongdi count`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Host, TEMPLATE};

/// What is counted.
#[derive(Debug, Subcommand)]
pub enum Count {
    /// 业主表决：按面积和人数两项过半  Owners decide by area and by heads
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "一份 JSON：tier（ordinary 或 special）、units（unit owner area_centi choice unsold）。 \
                      One JSON case: tier, units"
    )]
    Owners {
        /// 案卷（JSON）  The case (JSON)
        #[arg(value_name = "CASE.json", help_heading = "参数 Arguments")]
        file: PathBuf,
        /// Whose rules.
        #[command(flatten)]
        host: Host,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 会议表决：够不够人，过没过  A meeting: enough present, enough agreeing
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Meeting {
        /// 规则：编号、版本号或短名（gongdi rules list）  Rule: id, version or short name
        #[arg(long, value_name = "KIND")]
        rule: String,
        /// 应到  All entitled
        #[arg(long, value_name = "N")]
        total: i64,
        /// 实到  Present
        #[arg(long, value_name = "N")]
        present: i64,
        /// 同意  Agreeing
        #[arg(long, value_name = "N")]
        yes: i64,
        /// 到会妇女，规则要求时才用  Women present, where the rule asks
        #[arg(long, value_name = "N")]
        women: Option<i64>,
        /// 开始表决的日子，不写为今天  The day the vote opened; else today
        #[arg(long, value_name = "DATE")]
        on: Option<jiff::civil::Date>,
        /// 地方代码，不写为全国  Code of a place; else the whole country
        #[arg(long, value_name = "CODE", default_value = "")]
        place: String,
        /// Whose rules.
        #[command(flatten)]
        host: Host,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 公开的表决文件：选票、名册总数、规则原文  A published vote: ballots, totals of the roll, its rule
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "表决页面“全部票据”里可以下载这份文件。与公布的不一致时以 2 结束。 \
                      Download it from a vote's page, “All ballots”. Ends with 2 when it differs from what was announced."
    )]
    Vote {
        /// 表决文件（JSON）  The file of the vote (JSON)
        #[arg(value_name = "VOTE.json", help_heading = "参数 Arguments")]
        file: PathBuf,
        /// Whose rules.
        #[command(flatten)]
        host: Host,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 选举：一轮一轮数给人看  An election, round by round
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "选票文件 Ballot files: .blt  .soi .soc .toi .toc .cat (PrefLib)  .csv .xlsx  和它们的 and their .gz"
    )]
    Election {
        /// 选票  Ballots
        #[arg(value_name = "FILE", help_heading = "参数 Arguments")]
        file: PathBuf,
        /// 数法  Method
        #[arg(long, value_name = "METHOD")]
        method: ElectionMethod,
        /// 名额，文件里写了可不写  Seats, unless the file says
        #[arg(long, value_name = "N")]
        seats: Option<u32>,
        /// 差额选举：候选人必须多于名额  More must stand than there are seats
        #[arg(long)]
        contested: bool,
        /// 打分的上下限，如 0..5  Range of scores, such as 0..5
        #[arg(long, value_name = "MIN..MAX")]
        range: Option<String>,
        /// How ties are drawn.
        #[command(flatten)]
        lot: Seed,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 认可选举：选出一个班子  A committee chosen by approval
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Committee {
        /// 选票：.cat .toi .soi .csv .abc.yaml  Ballots
        #[arg(value_name = "FILE", help_heading = "参数 Arguments")]
        file: PathBuf,
        /// 数法：pav seq-pav equal-shares phragmen 等  Method
        #[arg(long, value_name = "METHOD")]
        method: String,
        /// 名额，文件里写了可不写  Seats, unless the file says
        #[arg(long, value_name = "N")]
        seats: Option<u32>,
        /// 排序票怎样当认可票：只认第一步，或凡列出的都认  Which names of a ranking are approved
        #[arg(long, value_name = "WHICH")]
        approve: Option<Approve>,
        /// 列出所有并列的班子  List all tied committees
        #[arg(long)]
        all: bool,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 分席位：按票数分给各方  Seats shared among lists
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Seats {
        /// 各方票数，按次序  Votes of each list, in order
        #[arg(required = true, value_name = "VOTES", help_heading = "参数 Arguments")]
        votes: Vec<u64>,
        /// 数法：hagenbach dhondt sainte-lague modified-sainte-lague hare droop 等  Method
        #[arg(long, value_name = "METHOD")]
        method: String,
        /// 名额  Seats
        #[arg(long, value_name = "N")]
        seats: u32,
        /// How ties are drawn.
        #[command(flatten)]
        lot: Seed,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 参与式预算：公家的钱大家定  A participatory budget
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Budget {
        /// Pabulib 文件  A Pabulib file
        #[arg(value_name = "FILE.pb", help_heading = "参数 Arguments")]
        file: PathBuf,
        /// 数法  Rule
        #[arg(long, value_name = "RULE")]
        rule: BudgetRule,
        /// 项目对支持者值多少：造价或一件  What a project is worth: its cost, or one
        #[arg(long, value_name = "UTILITY", default_value = "cost")]
        utility: Worth,
        /// 钱没花完时怎样补足  How money left over is used
        #[arg(long, value_name = "COMPLETION", default_value = "none")]
        completion: Completing,
        /// 再也添不进项目时就停  Stop when nothing more fits
        #[arg(long)]
        exhaustive_stop: bool,
        /// 余下的钱按票数依次给  Then give what is left by votes
        #[arg(long)]
        then_greedy: bool,
        /// 与按票数给的结果比较，多数人更满意后者就用后者  Compare with greedy, take what more voters prefer
        #[arg(long)]
        compare: bool,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 意见地图：各群人在哪里一致  An opinion map: what people agree on across groups
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Opinions {
        /// 投票记录：participant,statement,vote,time  Votes
        #[arg(value_name = "VOTES.csv", help_heading = "参数 Arguments")]
        file: PathBuf,
        /// 已分好的群  Groups already made
        #[arg(long, value_name = "GROUPS.json")]
        groups: Option<PathBuf>,
        /// 把地图写成 SVG  Write the map as SVG
        #[arg(long, value_name = "FILE.svg")]
        svg: Option<PathBuf>,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
    /// 抽签小组：像这个社区的一群人  A panel by lot that mirrors the neighbourhood
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Panel {
        /// 报名的人：id 和各项特征  People: id and their features
        #[arg(value_name = "PEOPLE.csv", help_heading = "参数 Arguments")]
        people: PathBuf,
        /// 名额：feature,value,min,max  Quotas
        #[arg(value_name = "FEATURES.csv", help_heading = "参数 Arguments")]
        features: PathBuf,
        /// 小组人数  Size of the panel
        #[arg(long, value_name = "N")]
        size: u32,
        /// 抽法  Method
        #[arg(long, value_name = "METHOD", default_value = "leximin")]
        method: PanelMethod,
        /// 一户至多一人：户所在的列  One person a household: the column it is in
        #[arg(long, value_name = "COLUMN")]
        household: Option<String>,
        /// How it is drawn.
        #[command(flatten)]
        lot: Seed,
        /// How it is shown.
        #[command(flatten)]
        shown: Shown,
    },
}

/// How a result is shown.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shown {
    /// 输出 JSON（docs/count.md 说明各字段）  Print JSON; docs/count.md tells the fields
    #[arg(long)]
    pub json: bool,
    /// 语言  Language
    #[arg(long, value_name = "LANG", default_value = "zh")]
    pub lang: Tongue,
}

/// A public seed.
#[derive(Debug, Clone, Args)]
pub struct Seed {
    /// 抽签的公开种子，计票之前就定下  Public seed of lots, named before the count
    #[arg(long, value_name = "TEXT")]
    pub seed: Option<String>,
}

/// The languages results are told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tongue {
    /// 中文  Chinese
    Zh,
    /// 英文  English
    En,
}

/// Methods for elections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ElectionMethod {
    /// 苏格兰可转移票  Scottish STV
    ScottishStv,
    /// 米克可转移票  Meek STV
    MeekStv,
    /// 逐轮淘汰  Instant run-off
    Irv,
    /// 舒尔策  Schulze
    Schulze,
    /// 排序配对  Ranked pairs
    RankedPairs,
    /// 相对多数  Plurality
    Plurality,
    /// 差额多选  Block
    Block,
    /// 认可  Approval
    Approval,
    /// 打分  Score
    Score,
    /// 博达  Borda
    Borda,
}

/// Which names of a ranked ballot are approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Approve {
    /// 只认第一步  Those on the first step
    First,
    /// 凡列出的都认  All that are listed
    Listed,
}

/// Rules for budgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BudgetRule {
    /// 按票数依次给，放不下的跳过  By votes, skipping what does not fit
    Greedy,
    /// 按票数依次给，放不下就停  By votes, stopping at what does not fit
    GreedyNoSkip,
    /// 均等份额  Equal shares
    EqualShares,
    /// 弗拉格门  Sequential Phragmén
    Phragmen,
    /// 最大最小支持  Maximin support
    MaximinSupport,
}

/// What a project is worth to those who want it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Worth {
    /// 造价  Its cost
    Cost,
    /// 一件算一件  One, whatever it costs
    Cardinality,
}

/// How money left over is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Completing {
    /// 不补  Not at all
    None,
    /// 每人每次多一元  One unit more a voter
    Add1,
    /// 预算每次加百分之一  A hundredth of the budget more
    Increase,
}

/// How a panel is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PanelMethod {
    /// 机会尽量均等  The fairest chances
    Leximin,
    /// 分层随机  Plain stratified draw
    Stratified,
}
