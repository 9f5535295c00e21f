//! 工序·性质 — Any sequence of verbs by anybody: a project ends only when residents signed every step.

use super::*;
use crate::project::State as ProjectState;
use kernel::{Fen, Seeded};
use proptest::prelude::*;

const PEOPLE: [&str; 4] = ["builder", "monitor", "second monitor", "resident"];

struct Work {
    project: Project,
    steps: Vec<Step>,
    defects: Vec<Defect>,
    rng: Seeded,
}

fn site(count: usize) -> Work {
    let mut rng = Seeded::new(3);
    let place = PlaceCode::parse("420583001003").unwrap();
    let project = Project {
        id: Id::random(&mut rng),
        matter: MatterId::random(&mut rng),
        place: place.clone(),
        proposal: "p".into(),
        title: "修路".into(),
        body: String::new(),
        cost: "15万".into(),
        planned: Some(Fen::yuan(150_000)),
        state: ProjectState::Building,
        upkeep: None,
        learned: None,
        started: Moment(0),
        finished: None,
        version: 0,
    };
    let steps = (0..count)
        .map(|n| Step {
            id: Id::random(&mut rng),
            project: project.id.clone(),
            matter: project.matter.clone(),
            place: place.clone(),
            what: format!("第 {n} 步"),
            begins: "2023-03-01".into(),
            ends: "2023-03-14".into(),
            doer: "村民".into(),
            state: State::Planned,
            started: None,
            completed: None,
            completed_by: None,
            note: None,
            signed_by: None,
            signed_name: None,
            signed_at: None,
            version: 0,
        })
        .collect();
    Work { project, steps, defects: Vec::new(), rng }
}

fn act(w: &mut Work, verb: u8, which: usize, who: &str) -> Result<()> {
    let day = Date::constant(2023, 3, 2);
    let step = which % w.steps.len();
    let defect = which.checked_rem(w.defects.len());
    match verb {
        0 => w.steps[step].start(day, day).map(drop),
        1 => w.steps[step].complete(day, day, who, "").map(drop),
        2 => {
            let defects = w.defects.clone();
            w.steps[step].sign(who, who, &defects, Moment(1)).map(drop)
        }
        3 => {
            let id = Id::random(&mut w.rng);
            let (defect, _) = w.steps[step].fault(id, "有裂缝", who, Moment(1))?;
            w.defects.push(defect);
            Ok(())
        }
        4 => defect.map_or(Ok(()), |d| w.defects[d].mend("重做了", who)),
        5 => defect.map_or(Ok(()), |d| w.defects[d].clear(who, true)),
        6 => defect.map_or(Ok(()), |d| w.defects[d].clear(who, false)),
        _ => {
            let ready = readiness(&w.steps, &w.defects);
            w.project.finish(&ready, true, "", Moment(2))
        }
    }
}

proptest! {
    #[test]
    fn any_sequence_keeps_the_promises(
        count in 1usize..4,
        verbs in prop::collection::vec((0u8..8, 0usize..6, 0usize..4), 0..60),
    ) {
        let mut w = site(count);
        for (verb, which, who) in verbs {
            let before = (w.project.clone(), w.steps.clone(), w.defects.clone());
            let done = act(&mut w, verb, which, PEOPLE[who]).is_ok();
            if !done {
                prop_assert_eq!(&before, &(w.project.clone(), w.steps.clone(), w.defects.clone()));
            }
            for step in &w.steps {
                if step.state == State::Signed {
                    prop_assert_ne!(&step.completed_by, &step.signed_by, "nobody signs their own work");
                }
            }
            let all_signed = w.steps.iter().all(|s| s.state == State::Signed);
            let no_defect = w.defects.iter().all(|d| d.state == DefectState::Cleared);
            if verb == 7 {
                let may = before.0.state == ProjectState::Building && all_signed && no_defect;
                prop_assert_eq!(done, may, "it ends exactly when all is signed and nothing is open");
            }
        }
    }

    #[test]
    fn the_straight_way_always_ends(count in 1usize..5) {
        let mut w = site(count);
        for n in 0..count {
            act(&mut w, 0, n, "builder").unwrap();
            act(&mut w, 1, n, "builder").unwrap();
            prop_assert!(act(&mut w, 7, 0, "builder").is_err());
            act(&mut w, 2, n, "monitor").unwrap();
        }
        act(&mut w, 7, 0, "builder").unwrap();
        prop_assert_eq!(w.project.state, ProjectState::Finished);
    }
}

#[test]
fn work_does_not_end_before_it_began() {
    let mut w = site(1);
    let (first, second) = (Date::constant(2023, 3, 1), Date::constant(2023, 3, 2));
    w.steps[0].start(second, second).unwrap();
    assert!(matches!(
        w.steps[0].complete(first, second, "builder", ""),
        Err(kernel::Error::Invalid(_))
    ));
}
