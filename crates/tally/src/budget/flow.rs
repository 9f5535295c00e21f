//! 分摊 — Whether the supporters of some projects can share the costs without anybody carrying more
//! than a given load: a maximum flow in whole numbers, and the proof when they cannot.
//!
//! Dinic's algorithm on source → projects → heaps → sink, run path by path from an explicit stack.
//! A load `a/b` is kept exact by multiplying: a project must hand out `cost · b`, a heap takes up to
//! `voters · a`.
#![expect(
    clippy::indexing_slicing,
    reason = "heaps, projects and the places of Ballots' tables, one entry each in every table here"
)]

use super::ballots::Ballots;
use super::money::Part;

const UNSEEN: u32 = u32::MAX;

/// The network of one instance, used again for every question.
pub(super) struct Flow<'a> {
    ballots: &'a Ballots,
    /// Where each approval of each heap (in order) stands in the table by project.
    edges: Vec<u32>,
    first_edge: Vec<u32>,
    first_backer: Vec<u32>,
    /// What each approval carries, by project.
    carried: Vec<u128>,
    /// What each project still has to hand out, and each heap can still take.
    owed: Vec<u128>,
    spare: Vec<u128>,
    project_level: Vec<u32>,
    heap_level: Vec<u32>,
    project_next: Vec<u32>,
    heap_next: Vec<u32>,
    /// Approvals looked at so far, to notice a count that would never end.
    pub(super) looked: u64,
}

/// Projects whose costs, shared by all their supporters, burden them with this load at least.
pub(super) struct Burden {
    pub(super) cost: u128,
    pub(super) voters: u128,
}

impl<'a> Flow<'a> {
    pub(super) fn new(ballots: &'a Ballots) -> Self {
        let (heaps, projects) = (ballots.heaps(), ballots.votes().len());
        let mut first_backer = Vec::with_capacity(projects + 1);
        let mut approvals = 0;
        for project in 0..projects {
            first_backer.push(approvals);
            approvals += narrow(ballots.backers(project).len());
        }
        // The table by project lists heaps in ascending order.
        let mut next = first_backer.clone();
        let (mut edges, mut first_edge) = (Vec::new(), Vec::with_capacity(heaps + 1));
        for heap in 0..heaps {
            first_edge.push(narrow(edges.len()));
            for &project in ballots.approved(heap) {
                edges.push(next[project as usize]);
                next[project as usize] += 1;
            }
        }
        Self {
            ballots,
            edges,
            first_edge,
            first_backer,
            carried: vec![0; approvals as usize],
            owed: vec![0; projects],
            spare: vec![0; heaps],
            project_level: vec![UNSEEN; projects],
            heap_level: vec![UNSEEN; heaps],
            project_next: vec![0; projects],
            heap_next: vec![0; heaps],
            looked: 0,
        }
    }

    /// Whether the costs of these projects can be shared with no load above `load`; if not, some of
    /// them that prove it.
    pub(super) fn share(&mut self, costs: &[(usize, u64)], load: Part) -> Option<Burden> {
        self.carried.fill(0);
        self.owed.fill(0);
        for &(project, cost) in costs {
            self.owed[project] = u128::from(cost) * load.denominator;
        }
        for (spare, &count) in self.spare.iter_mut().zip(self.ballots.counts()) {
            *spare = u128::from(count) * load.numerator;
        }
        self.looked += (self.carried.len() + self.spare.len()) as u64;
        while self.levels(costs) {
            self.project_next.fill(0);
            self.heap_next.fill(0);
            for &(project, _) in costs {
                self.push_all(project);
            }
        }
        if costs.iter().all(|&(project, _)| self.owed[project] == 0) {
            return None;
        }
        let seen = costs.iter().filter(|&&(project, _)| self.project_level[project] != UNSEEN);
        let full = self.heap_level.iter().zip(self.ballots.counts());
        let full = full.filter(|(level, _)| **level != UNSEEN);
        Some(Burden {
            cost: seen.map(|&(_, cost)| u128::from(cost)).sum(),
            voters: full.map(|(_, &count)| u128::from(count)).sum(),
        })
    }

    /// Numbers projects and heaps by their distance from what is still owed; `false` when no heap
    /// with room is within reach.
    fn levels(&mut self, costs: &[(usize, u64)]) -> bool {
        self.project_level.fill(UNSEEN);
        self.heap_level.fill(UNSEEN);
        let owing = costs.iter().map(|&(project, _)| project).filter(|&at| self.owed[at] > 0);
        let mut front: Vec<_> = owing.collect();
        for &project in &front {
            self.project_level[project] = 0;
        }
        let (mut level, mut reached) = (1, false);
        while !front.is_empty() && !reached {
            let mut heaps = Vec::new();
            for &project in &front {
                for &heap in self.ballots.backers(project) {
                    if self.heap_level[heap as usize] == UNSEEN {
                        self.heap_level[heap as usize] = level;
                        reached |= self.spare[heap as usize] > 0;
                        heaps.push(heap);
                    }
                }
                self.looked += self.ballots.backers(project).len() as u64;
            }
            front.clear();
            for heap in heaps {
                for (at, &project) in self.ballots.approved(heap as usize).iter().enumerate() {
                    let carries = self.carried[self.edge(heap, at)] > 0;
                    if carries && self.project_level[project as usize] == UNSEEN {
                        self.project_level[project as usize] = level + 1;
                        front.push(project as usize);
                    }
                }
            }
            level += 2;
        }
        reached
    }

    /// Where approval number `at` of a heap stands in `carried`.
    fn edge(&self, heap: u32, at: usize) -> usize {
        self.edges[self.first_edge[heap as usize] as usize + at] as usize
    }

    /// Hands out what a project owes along all shortest paths.
    fn push_all(&mut self, start: usize) {
        // Each step: a project, the approval it gives along, and the approval that is taken back
        // from the next project.
        let mut path: Vec<(usize, usize, usize)> = Vec::new();
        let mut project = start;
        while self.owed[start] > 0 {
            match self.next_heap(project) {
                Step::Room(heap, edge) => {
                    let amount = self.room(start, &path, heap);
                    for &(_, give, back) in &path {
                        self.carried[give] += amount;
                        self.carried[back] -= amount;
                    }
                    self.carried[edge] += amount;
                    self.spare[heap as usize] -= amount;
                    self.owed[start] -= amount;
                    path.clear();
                    project = start;
                }
                Step::Back(edge, back, next) => {
                    path.push((project, edge, back));
                    project = next;
                }
                Step::Dead => {
                    let Some((before, _, _)) = path.pop() else { return };
                    // The heap's pointer still shows the dead project: step it on.
                    let heap = self.ballots.backers(before)[self.project_next[before] as usize];
                    self.heap_next[heap as usize] += 1;
                    project = before;
                }
            }
        }
    }

    fn room(&self, start: usize, path: &[(usize, usize, usize)], heap: u32) -> u128 {
        let along = path.iter().map(|&(_, _, back)| self.carried[back]).min();
        let ends = self.owed[start].min(self.spare[heap as usize]);
        along.map_or(ends, |along| along.min(ends))
    }

    /// The next place a project can hand something to, one level on.
    fn next_heap(&mut self, project: usize) -> Step {
        let backers = self.ballots.backers(project);
        while let Some(&heap) = backers.get(self.project_next[project] as usize) {
            let edge = (self.first_backer[project] + self.project_next[project]) as usize;
            if self.heap_level[heap as usize] == self.project_level[project] + 1 {
                if self.spare[heap as usize] > 0 {
                    return Step::Room(heap, edge);
                }
                let approved = self.ballots.approved(heap as usize);
                while let Some(&next) = approved.get(self.heap_next[heap as usize] as usize) {
                    let back = self.edge(heap, self.heap_next[heap as usize] as usize);
                    let level = self.project_level[next as usize];
                    if level == self.heap_level[heap as usize] + 1 && self.carried[back] > 0 {
                        return Step::Back(edge, back, next as usize);
                    }
                    self.heap_next[heap as usize] += 1;
                }
            }
            self.project_next[project] += 1;
            self.looked += 1;
        }
        Step::Dead
    }
}

/// Where a project's money can go.
enum Step {
    /// To a heap with room, by an approval.
    Room(u32, usize),
    /// To a full heap by an approval, taking back from the approval of another project.
    Back(usize, usize, usize),
    /// Nowhere.
    Dead,
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
