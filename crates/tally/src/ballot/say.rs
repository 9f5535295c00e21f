//! 计票说明 — A count in sentences a person who lost can check.

use super::{Count, Method};
use crate::explain::Lang;

/// The rule, the ballots, everybody's votes, then who is elected, tied or drawn, and what is vacant.
pub fn explain(count: &Count, lang: Lang) -> Vec<String> {
    let (cast, valid, blank, void) = (count.cast, count.valid, count.blank, count.void);
    let mut said = vec![rule(count, lang)];
    said.push(match lang {
        Lang::Zh => {
            format!("收回选票 {cast} 张：有效 {valid} 张，空白 {blank} 张，作废 {void} 张。")
        }
        Lang::En => format!("Ballots cast {cast}: valid {valid}, blank {blank}, void {void}."),
    });
    let mut ranked: Vec<_> = count.votes.iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(a.1));
    let points = matches!(count.method, Method::Score | Method::Borda);
    for (number, votes) in ranked {
        let name = count.label(*number);
        let unit = if points { "分" } else { "票" };
        said.push(match (lang, count.against.get(number)) {
            (Lang::Zh, None) => format!("{name}：{votes} {unit}。"),
            (Lang::Zh, Some(against)) => format!("{name}：{votes} {unit}，反对 {against} 票。"),
            (Lang::En, None) => format!("{name}: {votes}."),
            (Lang::En, Some(against)) => format!("{name}: {votes}, against {against}."),
        });
    }
    said.extend(result(count, lang));
    said
}

fn rule(count: &Count, lang: Lang) -> String {
    let seats = count.seats;
    match (count.method, lang) {
        (Method::Plurality, Lang::Zh) => format!("每张票选 1 人，得票最多的 {seats} 人当选。"),
        (Method::Plurality, Lang::En) => format!("One mark a ballot; the most votes win {seats}."),
        (Method::Block, Lang::Zh) => {
            format!("每张票最多选 {seats} 人，多选作废；得票最多的 {seats} 人当选。")
        }
        (Method::Block, Lang::En) => {
            format!("At most {seats} mark(s) a ballot, more are void; the most votes win {seats}.")
        }
        (Method::Approval, Lang::Zh) => {
            format!("每张票可选任意多人，得票最多的 {seats} 人当选。")
        }
        (Method::Approval, Lang::En) => {
            format!("Any number of marks a ballot; the most votes win {seats}.")
        }
        (Method::Score, Lang::Zh) => {
            format!("每张票给各人打分，空着算最低分；总分最高的 {seats} 人当选。")
        }
        (Method::Score, Lang::En) => {
            format!("A score for each, an empty space is the lowest; the largest sums win {seats}.")
        }
        (Method::Borda, Lang::Zh) => {
            format!("按每张票上的名次计分，总分最高的 {seats} 人当选。")
        }
        (Method::Borda, Lang::En) => {
            format!("Points by place on each ballot; the largest sums win {seats}.")
        }
    }
}

fn result(count: &Count, lang: Lang) -> Vec<String> {
    let list = |numbers: &[usize]| {
        let names: Vec<_> = numbers.iter().map(|&number| count.label(number)).collect();
        names.join(lang.pick("、", ", "))
    };
    let mut said = Vec::new();
    if !count.tie.is_empty() {
        let (names, seats) = (list(&count.tie), count.tie_seats);
        said.push(match (&count.lot, lang) {
            (None, Lang::Zh) => format!("票数相同：{names}，余下 {seats} 个名额未定。"),
            (None, Lang::En) => format!("Tied: {names}; {seats} seat(s) are left open."),
            (Some(lot), Lang::Zh) => {
                let (seed, order) = (&lot.seed, lot.order.join("、"));
                format!(
                    "票数相同：{names}，余下 {seats} 个名额抽签决定。种子“{seed}”，次序：{order}。"
                )
            }
            (Some(lot), Lang::En) => {
                let (seed, order) = (&lot.seed, lot.order.join(", "));
                format!(
                    "Tied: {names}; {seats} seat(s) by lot. Seed \"{seed}\", order drawn: {order}."
                )
            }
        });
    }
    if !count.elected.is_empty() {
        let names = list(&count.elected);
        said.push(match lang {
            Lang::Zh => format!("当选：{names}。"),
            Lang::En => format!("Elected: {names}."),
        });
    }
    if count.vacant > 0 {
        let vacant = count.vacant;
        said.push(match lang {
            Lang::Zh => format!("空缺：{vacant} 名，没有人得票。"),
            Lang::En => format!("Vacant: {vacant} seat(s); nobody else has votes."),
        });
    }
    said
}
