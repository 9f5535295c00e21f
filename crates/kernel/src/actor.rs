//! 行为者 — Who acts: a person, often nameless, with the offices they hold at places.
//!
//! A role comes from an office and its place, never from a party field on a resident (domain.md 1e).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::stage::words;
use crate::{PlaceCode, Refusal, Ruling};

words! {
    /// What an office lets its holder do.
    Role {
        /// Anybody, signed in or not.
        Visitor = "visitor",
        /// 居民: on a roll of the place.
        Resident = "resident",
        /// 带头人: leads where there is no committee yet.
        Convener = "convener",
        /// 自管委、业委会、理事会 member.
        Committee = "committee",
        /// 社区工作者 and 网格员.
        Worker = "worker",
        /// 街道办事处、乡镇 staff.
        Street = "street",
        /// A department that is whistled.
        Department = "department",
        /// County dispatch.
        County = "county",
        /// 督导: reminds and helps.
        Coach = "coach",
        /// 考核: assesses units, never persons.
        Assessor = "assessor",
        /// 顾问: outside adviser, reads and comments.
        Adviser = "adviser",
        /// 系统管理员
        SystemAdmin = "system-admin",
        /// 安全管理员
        SecurityAdmin = "security-admin",
        /// 审计管理员
        AuditAdmin = "audit-admin",
    }
}

words! {
    /// How a word reached us. All count the same.
    Channel {
        /// Typed on a page by the person.
        Web = "web",
        /// 电话
        Phone = "phone",
        /// 上门来访: the person came by.
        WalkIn = "walk-in",
        /// 走访: we went to the person.
        Visit = "visit",
        /// 纸质
        Paper = "paper",
        /// 会上: said at an assembly.
        Meeting = "meeting",
    }
}

/// An office a person holds at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Office {
    /// What it lets them do.
    pub role: Role,
    /// Where.
    pub place: PlaceCode,
}

/// Who acts in a request.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Actor {
    /// The person's id, when signed in.
    pub person: Option<String>,
    /// The public name of the office or alias, e.g. 网格员 or 居民甲; never a private name.
    pub name: String,
    /// Offices held today.
    pub offices: Vec<Office>,
}

impl Actor {
    /// Somebody who is not signed in.
    pub fn visitor() -> Self {
        Self::default()
    }

    /// Somebody who holds one office.
    pub fn holding(person: &str, name: &str, role: Role, place: PlaceCode) -> Self {
        Self {
            person: Some(person.to_owned()),
            name: name.to_owned(),
            offices: vec![Office { role, place }],
        }
    }

    /// Whether the actor holds one of these roles for the place. Everybody is a visitor everywhere.
    pub fn holds(&self, roles: &[Role], place: &PlaceCode) -> bool {
        roles.contains(&Role::Visitor)
            || self.offices.iter().any(|o| roles.contains(&o.role) && o.place.contains(place))
    }

    /// The role to show beside an act at a place: the first office that covers it.
    pub fn role_at(&self, place: &PlaceCode) -> Role {
        self.offices.iter().find(|o| o.place.contains(place)).map_or(Role::Visitor, |o| o.role)
    }

    /// Allows the roles at the place; refuses others with the way in.
    pub fn needs(&self, roles: &[Role], place: &PlaceCode) -> Ruling {
        if self.holds(roles, place) {
            return Ok(());
        }
        self.signed_in()?;
        Err(Refusal::new("web-refused-role"))
    }

    /// The id of whoever is signed in; refuses visitors with the way in.
    pub fn signed_in(&self) -> Result<&str, Refusal> {
        self.person
            .as_deref()
            .ok_or_else(|| Refusal::new("web-refused-sign-in").next("/sign-in", "web-sign-in"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_reaches_down_not_up_nor_beside() {
        let at = |c: &str| PlaceCode::parse(c).unwrap();
        let worker = Actor::holding("p", "网格员", Role::Worker, at("420115004001"));
        assert!(worker.holds(&[Role::Worker], &at("420115004001.01")));
        assert!(!worker.holds(&[Role::Worker], &at("420115004")));
        assert!(!worker.holds(&[Role::Worker], &at("420115004002")));
        assert!(Actor::visitor().holds(&[Role::Visitor], &at("42")));
        assert!(Actor::visitor().needs(&[Role::Worker], &at("42")).is_err());
    }
}
