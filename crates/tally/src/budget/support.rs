//! 最大最小支持 — Maximin support: the costs of what is chosen are shared so that the most burdened
//! voter carries as little as possible.
//!
//! Sánchez-Fernández et al., “The maximin support method” (2021); for budgets Aziz, Lee and Talmon,
//! “Proportionally representative participatory budgeting” (AAMAS 2018), there generalised sequential
//! Phragmén. The next project is the one, among those that fit what is left, with which the least
//! possible greatest load is smallest; equal: the smallest id as text. Unsupported projects do not
//! stand.
//!
//! That least load is the solution of a linear program, found exactly without solving one: by
//! duality it is the greatest `cost(T) / supporters(T)` over all sets `T` of the chosen projects. So
//! any `T` gives a lower bound, and a load that is a lower bound and can be met ([`Flow`]) is the
//! answer. Starting from the bound known, each failure yields a `T` with a larger quotient.
//! The least load never falls when more is chosen, so bounds stay good from round to round.

use super::flow::Flow;
use super::instance::Instance;
use super::money::Part;
use crate::invalid::Invalid;

/// About half a minute of work.
const MOST_LOOKS: u64 = 20_000_000_000;

/// A project that can still be chosen.
struct Open {
    project: usize,
    cost: u64,
    /// A lower bound of the greatest load with it.
    bound: Part,
}

/// The chosen projects in order, each with the greatest load then.
pub(super) fn run(instance: &Instance) -> Result<Vec<(usize, Part)>, Invalid> {
    let mut flow = Flow::new(instance.ballots());
    let all = instance.projects().iter().zip(instance.votes()).enumerate();
    let stands = all.filter(|(_, (_, votes))| **votes > 0);
    let open = stands.map(|(at, (project, &votes))| {
        let bound = Part::new(project.cost.into(), votes.into());
        Open { project: at, cost: project.cost, bound }
    });
    let mut open: Vec<Open> = open.collect();
    let (mut left, mut chosen, mut found) = (instance.budget(), Vec::new(), Vec::new());
    loop {
        open.retain(|open| open.cost <= left);
        // By bound, then by id: the first whose bound can be met is the choice.
        let least =
            open.iter_mut().min_by(|a, b| a.bound.compare(b.bound).then(a.project.cmp(&b.project)));
        let Some(least) = least else { return Ok(found) };
        chosen.push((least.project, least.cost));
        match flow.share(&chosen, least.bound) {
            None => {
                let (project, load) = (least.project, least.bound);
                found.push((project, load));
                left -= least.cost;
                open.retain(|open| open.project != project);
                for open in open.iter_mut().filter(|open| open.bound.compare(load).is_lt()) {
                    open.bound = load;
                }
            }
            Some(burden) => {
                chosen.pop();
                least.bound = Part::new(burden.cost, burden.voters);
            }
        }
        if flow.looked > MOST_LOOKS {
            return Err(Invalid::TooLarge { field: "steps" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::budget::instance::{About, Draft, Project};

    #[test]
    fn costs_are_shared_so_that_the_heaviest_load_is_least() {
        // a alone loads 2 each on three voters. With b, a's cost can move to those who want only a:
        // (6 + 5)/4; with c the lone voter carries 4.
        let project =
            |(id, cost): (&str, u64)| Project { id: id.to_owned(), cost, ..Project::default() };
        let costs = [("a", 6), ("b", 5), ("c", 4), ("d", 1)];
        let mut draft = Draft::try_new(15, 0, costs.map(project).into()).unwrap();
        for (ballot, count) in [(&["a"][..], 2), (&["a", "b"], 1), (&["b"], 1), (&["c"], 1)] {
            draft.cast(ballot.iter().copied(), count).unwrap();
        }
        let found = run(&draft.finish(About::default())).unwrap();
        let expected = [(0, Part::new(2, 1)), (1, Part::new(11, 4)), (2, Part::new(4, 1))];
        assert_eq!(found, expected);
    }
}
