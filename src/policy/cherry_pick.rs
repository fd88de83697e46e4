//! Cherry-picking: the agent looks at the tickets that have waited longest and takes the easiest, as people do who may choose.

use super::scored::work_hours;
use super::{Entry, Parameter, Value};
use crate::engine::{ClassSet, Desk, Entry as Place, Lane, Queue, Ticket, TicketRule, Waiting};
use crate::model::AgentId;

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "cherry-pick",
    number: 48,
    summary: "of the tickets that have waited longest the one whose kind takes the agent least, whatever the priority",
    source: "what guides warn about: ccplanning.net, email and processing",
    parameters: &[Parameter {
        name: "among",
        value: Value::Whole(1, 100),
        default: Some("10"),
        meaning: "how many of those that have waited longest the agent looks at",
    }],
    build: |parameters, _, _| Box::new(CherryPick { among: parameters.whole("among") as usize }),
};

struct CherryPick {
    among: usize,
}

/// The first of a queue, by the longest wait.
fn first(queue: &Queue, most: usize) -> impl Iterator<Item = Place> {
    (0..most).map_while(|at| queue.at(at))
}

impl TicketRule for CherryPick {
    fn lane(&self, _: &Ticket, _: &Desk) -> Lane {
        0
    }
    fn pick(&mut self, agent: AgentId, classes: ClassSet, desk: &Desk) -> Option<Waiting> {
        let a = &desk.agents[agent];
        let mut seen: Vec<Waiting> = Vec::with_capacity(self.among);
        for class in classes.and(desk.waiting).iter() {
            let far = !desk.eligibility.classes[class as usize].near.contains(a.pool);
            let rank = desk.eligibility.rank(class, a.pool);
            let entries = first(&desk.queues[class as usize], self.among);
            seen.extend(entries.map(|entry| Waiting { class, lane: 0, rank, far, entry }));
        }
        seen.sort_unstable_by_key(|w| (w.entry.joined, w.entry.number));
        seen.truncate(self.among);
        let work = |w: &Waiting| work_hours(a, desk.ticket(w.entry.ticket), desk);
        seen.into_iter().min_by(|w, v| {
            let rest = |w: &Waiting| (w.rank, w.far, w.entry.joined, w.entry.number);
            work(w).total_cmp(&work(v)).then(rest(w).cmp(&rest(v)))
        })
    }
    fn pick_own(&mut self, agent: AgentId, desk: &Desk) -> Option<(Lane, Place)> {
        let work = |e: &Place| work_hours(&desk.agents[agent], desk.ticket(e.ticket), desk);
        let seen = first(&desk.personal[agent], self.among);
        let easiest =
            seen.min_by(|e, f| work(e).total_cmp(&work(f)).then((e.joined, e.number).cmp(&(f.joined, f.number))));
        easiest.map(|entry| (0, entry))
    }
}
