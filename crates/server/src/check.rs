//! 检查 — What is wrong with a host: configuration, key, database, jobs and the public record.

use std::fmt;
use std::path::Path;

use jiff::civil::Date;
use kernel::{Actor, Clock as _, Result, SystemClock, digest};
use store::{Db, Tx, binds};

use crate::app::chance;
use crate::config::Config;
use crate::key;
use crate::record::{self, Verdict};
use crate::rules::Rules;

/// Fewer days left in the calendar than the longest usual notice takes are a problem.
const CALENDAR_LEFT: i32 = 30;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether all is well.
    pub good: bool,
    /// What was found, in Chinese and English.
    pub words: String,
}

impl Finding {
    /// All is well.
    pub fn good(words: impl fmt::Display) -> Self {
        Self { good: true, words: words.to_string() }
    }

    /// A problem.
    pub fn bad(words: impl fmt::Display) -> Self {
        Self { good: false, words: words.to_string() }
    }
}

/// `✓ …` or `✗ …`: the mark and the words tell it, not a colour.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", if self.good { '✓' } else { '✗' }, self.words)
    }
}

/// Looks at everything; changes nothing. `file` is the embedded database's, when it is embedded.
pub async fn host(config: &Config, file: Option<&Path>) -> Vec<Finding> {
    let mut findings = vec![address(config), rules(config)];
    if file.is_some_and(|path| !path.exists()) {
        // Opening it would make it, and a check changes nothing.
        findings.push(key_file(config, false));
        findings.push(Finding::bad(
            "数据库还没有建，请运行 gongdi migrate。 No database yet: run gongdi migrate",
        ));
        return findings;
    }
    match crate::open(&config.database).await {
        Ok(db) => {
            let (used, found) = database(&db).await;
            findings.push(key_file(config, used));
            findings.push(Finding::good("数据库能连上 the database answers"));
            findings.extend(found);
            db.close().await;
        }
        Err(cause) => {
            findings.push(key_file(config, false));
            findings
                .push(Finding::bad(format!("数据库连不上 the database does not answer: {cause}")));
        }
    }
    findings
}

fn address(config: &Config) -> Finding {
    let outside = !config.listen.ip().is_loopback();
    if outside && config.origin == format!("http://{}", config.listen) {
        return Finding::bad(
            "对外提供服务时要在配置里写 origin（居民访问的网址），印出来的链接和二维码都用它。 \
             Set origin (the address people type) when listening to the outside: printed links and QR codes use it",
        );
    }
    Finding::good(format!(
        "配置可用 the configuration is good: {} → {}",
        config.listen, config.origin
    ))
}

/// The host's own rules, and how long its calendar lasts: without the next holiday notice no period
/// that reaches beyond it can be opened.
fn rules(config: &Config) -> Finding {
    match Rules::read(config.rules.as_deref()) {
        Ok(rules) => known_until(&rules, SystemClock.now().day()),
        Err(failure) => Finding::bad(failure),
    }
}

fn known_until(rules: &Rules, today: Date) -> Finding {
    let (own, last) = (rules.files, rules.calendar.covers().1);
    let left = today.until(last).map_or(0, |span| span.get_days());
    let known = format!(
        "自己的规则、节假日和词表文件 {own} 个，节假日到 {last} 为止。 \
         {own} files of rules, holidays and lists of your own, holidays known until {last}"
    );
    if left >= CALENDAR_LEFT {
        return Finding::good(known);
    }
    Finding::bad(format!(
        "{known}。此后的期限算不出来，公示和表决开不了：把下一年的放假安排写成 holidays.txt 放进 rules 文件夹，\
         见 docs/operations.md。 Periods beyond it cannot be counted: add the next holiday notice, see docs/operations.md"
    ))
}

/// `used`: people have acted on this host, so that something may be sealed with the key.
fn key_file(config: &Config, used: bool) -> Finding {
    let shown = config.key_file.display();
    if !config.key_file.exists() {
        return if used {
            Finding::bad(format!(
                "密钥文件 {shown} 不见了：没有它，已封存的联系方式再也打不开，请从备份取回。 \
                 The key file is missing: without it sealed contacts can never be opened. Restore it from your backup"
            ))
        } else {
            Finding::good(format!(
                "密钥文件首次运行时新建 the key file will be made at the first start: {shown}"
            ))
        };
    }
    match key::load(&config.key_file) {
        Ok(_) => Finding::good(format!(
            "密钥文件只有本用户能读 only its owner can read the key file: {shown}"
        )),
        Err(failure) => Finding::bad(failure),
    }
}

/// Whether the host has been used, and what was found.
async fn database(db: &Db) -> (bool, Vec<Finding>) {
    let looked = async {
        let mut tx = db.read(&Actor::visitor(), SystemClock.now(), chance()).await?;
        let mut findings = schema(&mut tx).await?;
        if findings.iter().any(|f| !f.good) {
            return Ok((false, findings));
        }
        let verdicts = record::verify(&mut tx).await?;
        findings.extend(jobs(&mut tx).await?);
        findings.extend(records(&verdicts));
        Ok::<_, kernel::Error>((verdicts.iter().any(|v| v.facts > 0), findings))
    };
    looked.await.unwrap_or_else(|cause| {
        (false, vec![Finding::bad(format!("数据库读不完整 the database cannot be read: {cause}"))])
    })
}

/// The schema book against the steps this program knows.
async fn schema(tx: &mut Tx) -> Result<Vec<Finding>> {
    let book =
        tx.all("SELECT name, sum FROM store_migration WHERE county = $1", binds!["000000"]).await;
    let Ok(book) = book else {
        return Ok(vec![Finding::bad(
            "数据库是空的，请运行 gongdi migrate。 The database is empty: run gongdi migrate",
        )]);
    };
    let known = book
        .iter()
        .map(|row| Ok((row.text("name")?, row.text("sum")?)))
        .collect::<Result<Vec<_>>>()?;
    let (steps, mut findings) = (crate::migrations(), Vec::new());
    for (name, _) in known.iter().filter(|(name, _)| steps.iter().all(|step| step.name != name)) {
        findings.push(Finding::bad(format!(
            "数据库比本程序新，有 {name}，请换用新程序 {name} is of a newer program: use that one"
        )));
    }
    for step in steps.iter().filter(|step| step.is_for(tx.dialect())) {
        match known.iter().find(|(name, _)| name == step.name) {
            None => findings.push(Finding::bad(format!(
                "数据库还差一步 {0}，请运行 gongdi migrate。 {0} is missing: run gongdi migrate",
                step.name
            ))),
            Some((_, sum)) if *sum != digest(step.sql) => findings.push(Finding::bad(format!(
                "数据库的 {0} 和本程序的不一样 {0} was made by another program",
                step.name
            ))),
            Some(_) => {}
        }
    }
    if findings.is_empty() {
        findings.push(Finding::good(format!(
            "数据库是本版本 the schema is up to date: {} steps",
            known.len()
        )));
    }
    Ok(findings)
}

/// What follows from facts must not be stuck.
async fn jobs(tx: &mut Tx) -> Result<Vec<Finding>> {
    let failed = tx
        .all(
            "SELECT county, flow, tries, fault FROM store_job \
             WHERE county >= '000000' AND fault IS NOT NULL ORDER BY county, flow, id",
            binds![],
        )
        .await?;
    if failed.is_empty() {
        return Ok(vec![Finding::good("没有失败的后续工作 no job has failed")]);
    }
    failed
        .iter()
        .map(|row| {
            let (county, flow) = (row.text("county")?, row.text("flow")?);
            let (tries, fault) = (row.int("tries")?, row.text("fault")?);
            Ok(Finding::bad(format!(
                "{county} 的后续工作 {flow} 失败 {tries} 次 failed {tries} times: {fault}"
            )))
        })
        .collect()
}

fn records(verdicts: &[Verdict]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for Verdict { county, facts, faults } in verdicts {
        if faults.is_empty() {
            findings.push(Finding::good(format!(
                "{county} 的公开记录完整 the public record verifies: {facts} facts"
            )));
        }
        findings.extend(faults.iter().map(|f| {
            Finding::bad(format!("{county} 的公开记录被改动过 the public record was changed: {f}"))
        }));
    }
    if findings.is_empty() {
        findings.push(Finding::good("公开记录还是空的 the public record is empty"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_calendar_that_ends_soon_is_a_problem() {
        let mut rules = Rules::read(None).unwrap();
        let (_, last) = rules.calendar.covers();
        let before = |days: i32| last.checked_sub(jiff::Span::new().days(days)).unwrap();
        assert!(known_until(&rules, before(30)).good);
        let late = known_until(&rules, before(29));
        assert!(!late.good && late.words.contains("holidays.txt"), "{late}");
        rules.calendar = rules.calendar.extended("cover 2026-12-01 2099-12-31").unwrap();
        assert!(known_until(&rules, date(2027, 1, 4)).good);
    }
}
