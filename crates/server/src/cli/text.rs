//! 文字 — What can be asked about what residents wrote: the command line of `gongdi text`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::TEMPLATE;

/// What is looked at.
#[derive(Debug, Subcommand)]
pub enum Text {
    /// 归一：全半角、繁简、变体、花样写法  One form for what is written in many
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Fold(Source),
    /// 分词：按什么词找得到  Words, and the tokens a text is found by
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Tokens(Source),
    /// 训练：从已归类的留言学一个模型  Learn a model from labelled messages
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "至少 400 条，每类至少 50 条。先考一遍再写模型，不替换在用的。 \
                      At least 400 messages, 50 of a class; tested before it is written, replacing nothing."
    )]
    Train {
        /// What to read.
        #[command(flatten)]
        source: Source,
        /// 模型写到哪里  Where the model goes
        #[arg(long, value_name = "MODEL", default_value = "gongdi-text.model")]
        model: PathBuf,
        /// 随机种子：同样的留言、同样的种子，同样的模型  Seed: same messages, same seed, same model
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
        /// 不满 50 条的类先放在一边，而不是拒绝  Leave classes below 50 aside instead of refusing
        #[arg(long)]
        leave_thin: bool,
    },
    /// 考核：模型在已归类的留言上判得怎样  How well a model does on labelled messages
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Eval {
        /// What to read.
        #[command(flatten)]
        source: Source,
        /// 模型；不写时用关键词规则  Model; without one, keyword rules
        #[arg(long, value_name = "MODEL")]
        model: Option<PathBuf>,
        /// 另一个模型，比一比  Another model to compare with
        #[arg(long, value_name = "MODEL", requires = "model")]
        against: Option<PathBuf>,
    },
    /// 归口：像哪一类，凭哪些词，有没有把握  What kind each is, by which words, and how sure
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Suggest {
        /// What to read.
        #[command(flatten)]
        source: Source,
        /// 模型；不写时用关键词规则  Model; without one, keyword rules
        #[arg(long, value_name = "MODEL")]
        model: Option<PathBuf>,
        /// 自己的关键词规则（TOML）  Keyword rules of one's own
        #[arg(long, value_name = "FILE", conflicts_with = "model")]
        rules: Option<PathBuf>,
        /// 每千次“有把握”要对多少次  Of 1,000 that call themselves sure, so many must be right
        #[arg(long, value_name = "N", default_value_t = 950, value_parser = clap::value_parser!(u16).range(1..1000))]
        sure: u16,
    },
    /// 相近：哪些说的是同一件  Which say the same
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Near {
        /// What to read.
        #[command(flatten)]
        source: Source,
        /// 给一句话，找相近的；不写时两两都找  Words to compare; without them, all pairs
        #[arg(long, value_name = "WORDS")]
        query: Option<String>,
        /// 最多列多少  At most so many
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        /// 两两：可能性至少多少（0 到 1）  Pairs: at least so likely, 0 to 1
        #[arg(long, value_name = "P", default_value_t = 0.3)]
        least: f64,
    },
    /// 同类：归成一类一类的问题  Groups of the same problem
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Group {
        /// What to read.
        #[command(flatten)]
        source: Source,
        /// 增减和热度看最后多少天  Growth and heat over the last so many days
        #[arg(long, value_name = "N", default_value_t = 30)]
        days: u32,
        /// 只列至少几条的  Only groups of at least so many
        #[arg(long, value_name = "N", default_value_t = 1)]
        least: usize,
    },
    /// 看答复：空话、套话、没日期、答非所问  What a reply lacks
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "两列：问的（内容）和答的（答复）。 Two columns: what was asked (body) and answered (reply)."
    )]
    CheckReply(Source),
    /// 脱敏：标出电话、证件、车牌、可能的姓名门牌  Marks what identifies a person
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Redact(Source),
}

/// What is read, and how it is shown.
#[derive(Debug, Args)]
pub struct Source {
    /// 留言：.csv .xlsx .jsonl .json .txt，可为 .gz  Messages, `.gz` too
    #[arg(required = true, value_name = "FILE", help_heading = "参数 Arguments")]
    pub files: Vec<PathBuf>,
    /// 哪一列是什么，如 title=主题,body=3  Which column is which
    #[arg(long, value_name = "COLUMNS")]
    pub columns: Option<String>,
    /// 输出 JSON（docs/text.md 说明各字段）  Print JSON; docs/text.md tells the fields
    #[arg(long)]
    pub json: bool,
}
