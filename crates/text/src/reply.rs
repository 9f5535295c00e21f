//! 答复 — Notices a reply that answers nothing, before it is sent.
//!
//! "Received" is not "answered", and answered is not solved: of 2,816 official replies 114 had fewer
//! than 30 characters and 32 were the same sentence. [`review`] says what is missing, which words show
//! it and what to do; the writer may send it all the same: this suggests and never decides.
//!
//! Set phrases are known by their words and not from a list of sentences ([`shape`]): what remains
//! without greeting, receipt, thanks, names of bodies and dates is what a reply says of its own.

mod date;
mod law;
mod lists;
mod said;
mod shape;
mod subject;

use serde::Serialize;

/// Fewer visible characters than this seldom say what is done, by whom and when.
pub const SHORT: usize = 30;

/// Something a reply lacks, or should not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// Nothing is written.
    Empty,
    /// Fewer than [`SHORT`] visible characters.
    Short,
    /// Set phrases and hardly anything else (留言已收悉).
    Template,
    /// Passed on, or declared to be others' business, with nothing but a wish to wait.
    Forwarded,
    /// Law is copied and nothing is said about this matter.
    LawOnly,
    /// Nothing says what was or will be done.
    NoNextStep,
    /// No date, deadline or time.
    NoDate,
    /// Something is promised (尽快, 适时) without saying until when.
    VaguePromise,
    /// Nothing says who does it or whom to ask.
    NoOwner,
    /// It speaks of another subject or place than what was asked.
    Unrelated,
    /// It shows a telephone, identity, plate or account number, a resident's name or door.
    PersonalData,
}

/// A concern with what shows it and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is.
    pub concern: Concern,
    /// Where it shows in the reply, in bytes on character boundaries; the whole when it is a lack.
    pub start: usize,
    /// Where that ends; not part of it.
    pub end: usize,
    /// The words that made it, as read (folded); empty when it is a lack.
    pub words: Vec<String>,
    /// What to do, in Chinese.
    pub zh: String,
    /// What to do, in English.
    pub en: String,
}

/// What to look at again in `reply`, in a fixed order; empty when nothing was noticed.
pub fn check(reply: &str) -> Vec<Concern> {
    review(None, reply).into_iter().map(|finding| finding.concern).collect()
}

/// [`check`], and whether the reply speaks of what was asked at all.
pub fn check_against(question: &str, reply: &str) -> Vec<Concern> {
    review(Some(question), reply).into_iter().map(|finding| finding.concern).collect()
}

/// [`check_against`] with the reasons: one finding a concern, in the order of [`Concern`].
pub fn review(question: Option<&str>, reply: &str) -> Vec<Finding> {
    said::review(question, reply)
}

#[cfg(test)]
mod samples;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_say_nothing() {
        let concerns = check("网友：您好！留言已收悉。");
        let expected = [Concern::Short, Concern::Template, Concern::NoNextStep, Concern::NoDate];
        assert_eq!(concerns, expected);
        let long = "尊敬的网友：您好！您的留言已收悉。我们高度重视，将尽快处理。感谢您对我们工作的理解与支持，祝您生活愉快！";
        assert_eq!(check(long)[0], Concern::Template);
        let traditional =
            "網友：您好！留言已收悉，感謝您的關注與支持，請耐心等待，祝您生活愉快，特此回復！！！";
        assert!(check(traditional).contains(&Concern::Template));
        assert_eq!(check(" \u{200b}。！"), [Concern::Empty]);
    }

    #[test]
    fn passed_on_is_not_answered() {
        let reply = "网友您好，您反映的问题已转区住房和城乡建设局办理，请关注后续回复，感谢您的关注与支持。";
        assert!(check(reply).contains(&Concern::Forwarded));
        let dated =
            "已转物业公司，物业已于5月6日到现场查看电梯，计划于5月20日前更换主板，联系人为网格员。";
        assert_eq!(check(dated), []);
    }

    #[test]
    fn a_good_reply_is_left_alone() {
        let question = "三号楼电梯坏了半个月没人修";
        let reply = "三号楼电梯主板损坏，物业公司已订购配件，6月12日前完成更换；之前每天上午安排志愿者帮老人上下楼。";
        assert_eq!(check_against(question, reply), []);
        let other =
            "路灯线路老化，施工队将于6月12日更换二十盏灯具，期间夜间请携带手电筒出行，注意安全。";
        assert_eq!(check_against(question, other), [Concern::Unrelated]);
    }

    #[test]
    fn numbers_of_people_are_noticed() {
        let reply =
            "维修师傅电话13800138000，5月6日上门更换水管，届时请家中留人配合，谢谢您的理解。";
        assert_eq!(check(reply), [Concern::PersonalData]);
    }
}
