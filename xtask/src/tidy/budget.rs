//! 依赖预算 — Holds the number of packages the build draws in to a budget, so that each new one is a decision.

use super::Finding;
use super::tree::Tree;

/// Packages from outside on all platforms, test-only ones too. Raise it in the change that needs it, saying why.
const PACKAGES: usize = 360;

pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let over = tree.packages.len() > PACKAGES;
    over.then(|| Finding::fail("Cargo.lock", line(tree))).into_iter().collect()
}

/// The count beside the budget.
pub(super) fn line(tree: &Tree) -> String {
    format!("{} packages of a budget of {PACKAGES}", tree.packages.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::Package;

    #[test]
    fn the_first_package_over_the_budget_fails() {
        let package = Package { name: "one".into(), licence: None };
        let mut tree = Tree { packages: vec![package.clone(); PACKAGES], ..Tree::default() };
        assert_eq!(check(&tree), []);
        tree.packages.push(package);
        assert_eq!(check(&tree).len(), 1);
    }
}
