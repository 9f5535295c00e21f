//! 命令 — The command line: its help text is the specification.

pub mod count;
pub mod text;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

const TEMPLATE: &str = "{about}\n\n用法 Usage: {usage}\n\n{all-args}{after-help}\n";

/// 共缔：社区的事大家商量着办。  Gongdi: a neighbourhood runs itself.
#[derive(Debug, Parser)]
#[command(
    name = "gongdi",
    version,
    help_template = TEMPLATE,
    subcommand_help_heading = "命令 Commands",
    subcommand_value_name = "命令 COMMAND",
    next_help_heading = "选项 Options",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "先试 Try first:  gongdi demo"
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// 显示帮助  Print help
    #[arg(short, long, global = true, action = ArgAction::Help, help_heading = "选项 Options")]
    help: Option<bool>,
    /// 显示版本  Print version
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 演示：本机试用，自带几个社区的故事  Try it on this machine, with stories to look at
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Demo(Demo),
    /// 运行：按配置文件提供服务  Serve, as the configuration says
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "\
配置文件的项目和对应的环境变量（环境变量优先） Settings and the environment variables that go before them:
  database  GONGDI_DATABASE  sqlite:gongdi-data/gongdi.db | postgres://user@host/gongdi
  listen    GONGDI_LISTEN    127.0.0.1:8420
  origin    GONGDI_ORIGIN    https://gongdi.example       居民访问的网址 the address people type
  key_file  GONGDI_KEY_FILE  gongdi-data/gongdi.key       没有就新建，须另行备份 made when missing: back it up
  rules     GONGDI_RULES     gongdi-rules                 自己的规则和节假日文件夹，可不写 own rules and holidays, optional
  log       GONGDI_LOG       error | warn | info | debug | trace | off"
    )]
    Serve(Host),
    /// 建表：把数据库升级到本版本  Bring the database up to this version
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Migrate(Host),
    /// 检查：配置、密钥、数据库和公开记录  Check configuration, key, database and public record
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "有问题时退出码为 1。 Exits with 1 when there is a problem."
    )]
    Check(Host),
    /// 导入：区划等外部数据  Import what others keep, such as divisions
    #[command(
        subcommand,
        help_template = TEMPLATE,
        subcommand_help_heading = "命令 Commands",
        disable_help_subcommand = true
    )]
    Import(Import),
    /// 规则：看法律规则，核对自己的规则文件  Look at legal rules, check rule files of your own
    #[command(
        subcommand,
        help_template = TEMPLATE,
        subcommand_help_heading = "命令 Commands",
        disable_help_subcommand = true
    )]
    Rules(Rules),
    /// 重数：拿公开的选票自己再数一遍  Count again what was counted, from the published ballots
    #[command(
        subcommand,
        help_template = TEMPLATE,
        subcommand_help_heading = "命令 Commands",
        disable_help_subcommand = true
    )]
    Count(count::Count),
    /// 文字：居民写的话，归一、找、归口、归类、看答复、脱敏  What residents wrote: fold, find, sort, group, redact
    #[command(
        subcommand,
        help_template = TEMPLATE,
        subcommand_help_heading = "命令 Commands",
        disable_help_subcommand = true
    )]
    Text(text::Text),
}

/// How the demo is started.
#[derive(Debug, Args)]
pub struct Demo {
    /// 从头再来，清掉上次演示的数据  Start over: drop what was done in the demo
    #[arg(long)]
    pub fresh: bool,
    /// 端口，0 为任选空闲端口  Port; 0 takes any free one
    #[arg(long, default_value_t = 8420)]
    pub port: u16,
    /// 演示数据的文件夹  Folder of the demo's data
    #[arg(long, value_name = "DIR", default_value = "gongdi-data/demo")]
    pub data: PathBuf,
}

/// Which host.
#[derive(Debug, Args)]
pub struct Host {
    /// 配置文件；不写时用当前文件夹的 gongdi.toml（如有）  Configuration; else ./gongdi.toml, if there is one
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// What can be imported.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// 地方：统计用区划代码（CSV，可为 .gz），可重复导入  Places from CSV (or .csv.gz); may be repeated
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "选项 Options",
        after_help = "有行没有导入时逐行列出，退出码为 1。 Rows that are left out are listed; it then exits with 1."
    )]
    Places(Places),
}

/// Which places.
#[derive(Debug, Args)]
pub struct Places {
    /// 文件：省、市、县、街道、社区，次序不限  Files of provinces, cities, counties, streets, communities
    #[arg(required = true, value_name = "FILE", help_heading = "参数 Arguments")]
    pub files: Vec<PathBuf>,
    /// 这版代码自哪天起有效  Day from which these codes are valid
    #[arg(long, value_name = "DATE", default_value = "2023-06-30")]
    pub since: jiff::civil::Date,
    /// 这就是全部：原有而文件里没有的，记为已撤销  These are all: places missing here have ended
    #[arg(long)]
    pub complete: bool,
    /// Which host.
    #[command(flatten)]
    pub host: Host,
}

/// What can be asked about rules.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// 列出某地某日有效的规则  List the rules in force on a day in a place
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    List {
        /// 地方代码，不写为全国  Code of a place; else the whole country
        #[arg(long, value_name = "CODE", default_value = "")]
        place: String,
        /// 日期，不写为今天  Day; else today
        #[arg(long, value_name = "DATE")]
        on: Option<jiff::civil::Date>,
        /// Which host.
        #[command(flatten)]
        host: Host,
    },
    /// 看一条规则的各个版本  Show the versions of a rule
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Show {
        /// 规则编号、版本号或短名  Id, version or short name
        #[arg(value_name = "ID", help_heading = "参数 Arguments")]
        id: String,
        /// Which host.
        #[command(flatten)]
        host: Host,
    },
    /// 核对规则文件，不写文件时核对自带的  Check rule files; without any, those shipped
    #[command(help_template = TEMPLATE, next_help_heading = "选项 Options")]
    Check {
        /// 规则文件（.toml）、节假日文件（.txt）  Rule files (.toml), holiday notices (.txt)
        #[arg(value_name = "FILE", help_heading = "参数 Arguments")]
        files: Vec<PathBuf>,
    },
}
