//! 位置 — Where people and statements stand on the map.
//!
//! Somebody who has voted little would stand near the middle for that reason only; so each sum is
//! stretched by `√(N / n)`, for N statements of which n were voted on (Polis). Moderated-out
//! statements count as voted by everybody, since their column holds a 0 for everybody.

use super::moderation::Columns;
use super::pca::{Pca, sum, weigh};
use super::votes::{Votes, narrow};

/// A place on the map.
pub type Point = [f64; 2];

/// The places of all people, by row.
pub fn people(votes: &Votes, columns: &Columns, pca: &Pca) -> Vec<Point> {
    let tables = pca.comps.each_ref().map(|comp| {
        let mut table = vec![0.0; 3 * comp.len()];
        weigh(columns, &pca.center, comp, &mut table);
        table
    });
    let all = f64::from(narrow(votes.statements().len()));
    let zeros = columns.zeros();
    let place = |row: &[u32]| {
        let kept = row.iter().filter(|&&cell| zeros == 0 || !columns.is_zero(cell as usize / 3));
        let known = narrow(kept.count() + zeros).max(1);
        let stretch = (all / f64::from(known)).sqrt();
        tables.each_ref().map(|table| stretch * sum(row, table))
    };
    votes.rows().map(place).collect()
}

/// The places of statements: of somebody who agreed with this one and has said no more.
pub fn statements(pca: &Pca) -> Vec<Point> {
    let stretch = f64::from(narrow(pca.center.len())).sqrt();
    let [first, second] = &pca.comps;
    let place = |((mean, first), second): ((&f64, &f64), &f64)| {
        [stretch * (1.0 - mean) * first, stretch * (1.0 - mean) * second]
    };
    pca.center.iter().zip(first).zip(second).map(place).collect()
}

/// How far each statement stands from the middle: how much it divides people.
pub fn extremity(pca: &Pca) -> Vec<f64> {
    statements(pca).iter().map(|[x, y]| (x * x + y * y).sqrt()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_vote_is_stretched_as_far_as_all() {
        let file = "participant,statement,vote\na,1,1\na,2,1\na,3,1\na,4,1\nb,1,1\n";
        let votes = Votes::read(file.as_bytes()).unwrap();
        let pca = Pca {
            center: vec![0.0; 4],
            comps: [vec![0.5; 4], vec![0.5, -0.5, 0.5, -0.5]],
            spread: [1.0; 2],
        };
        let places = people(&votes, &Columns::plain(&votes), &pca);
        assert_eq!(places, [[2.0, 0.0], [1.0, 1.0]]);
        assert_eq!(statements(&pca), [[1.0, 1.0], [1.0, -1.0], [1.0, 1.0], [1.0, -1.0]]);
        assert_eq!(extremity(&pca), [2.0_f64.sqrt(); 4]);
    }
}
