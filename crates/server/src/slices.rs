//! 清单 — Every slice of the house and every flow between them, in the order of the way.

use store::Flow;
use web::Slice;

/// The slices: what pages, tables, words and policies there are.
pub fn slices() -> Vec<Slice> {
    vec![
        ground::slice(),
        listen::slice(),
        decide::slice(),
        build::slice(),
        manage::slice(),
        evaluate::slice(),
        share::slice(),
    ]
}

/// The flows: what follows from what was told.
pub fn flows() -> Vec<Flow> {
    let rooms =
        [ground::flows(), listen::flows(), decide::flows(), manage::flows(), evaluate::flows()];
    rooms.into_iter().flatten().chain(flows::all()).collect()
}
