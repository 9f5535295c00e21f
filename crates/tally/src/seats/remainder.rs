//! 最大余数法 — Whole quotas first, what is left to the largest remainders.

use super::{Contest, Given, Method, Round};

/// Gives every seat. With a quota of Droop and hardly more votes than seats there can be more seats
/// left than lists: then each list gets one more, and the remainders share the rest.
pub(super) fn give(contest: &Contest<'_>) -> Given {
    // Votes × scale over size is votes over the quota, without its fraction.
    let (scale, size, quota) = match contest.method {
        Method::Hare => {
            let (total, seats) = (u128::from(contest.total), u128::from(contest.seats));
            (seats, total, format!("({total}/{seats})"))
        }
        _ => (1, u128::from(contest.droop()), contest.droop().to_string()),
    };
    let whole = |votes: u64| u128::from(votes) * scale / size;
    let mut sure =
        contest.whole_quotas(&quota, |votes| u64::try_from(whole(votes)).unwrap_or(u64::MAX));
    let lists: Vec<_> = (1..).zip(contest.votes).filter(|&(_, &votes)| votes > 0).collect();
    let mut left = contest.seats - sure.iter().map(|round| round.seats).sum::<u32>();
    let each = u32::try_from(lists.len()).unwrap_or(u32::MAX).max(1);
    while left > each {
        let one = |&(list, &votes): &(usize, &u64)| {
            let claim = format!("{votes} ÷ {quota}");
            Round { list, seats: 1, claim }
        };
        sure.extend(lists.iter().map(one));
        left -= each;
    }
    let mut rests: Vec<_> = lists
        .iter()
        .map(|&(list, &votes)| (u128::from(votes) * scale % size, list, votes))
        .collect();
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let round = |&(rest, list, votes): &(u128, usize, u64)| {
        let claim = match contest.method {
            Method::Hare => format!("{votes} − {}×{quota} = {rest}/{scale}", whole(votes)),
            _ => format!("{votes} − {}×{quota} = {rest}", whole(votes)),
        };
        Round { list, seats: 1, claim }
    };
    let seats = usize::try_from(left).unwrap_or(usize::MAX);
    let edge = seats.checked_sub(1).and_then(|last| rests.get(last)).map(|&(rest, ..)| rest);
    let above = rests.iter().filter(|&&(rest, ..)| edge.is_some_and(|edge| rest > edge));
    let equal = rests.iter().filter(|&&(rest, ..)| Some(rest) == edge);
    sure.extend(above.clone().map(round));
    let open = left.saturating_sub(u32::try_from(above.count()).unwrap_or(u32::MAX));
    let last = equal.map(round).collect();
    Given { quota: Some(quota), sure, last, open }
}
