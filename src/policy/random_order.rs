//! Random order: any of the tickets that wait, each as likely as any other.

use super::Entry;
use crate::engine::{ClassSet, Desk, Entry as Place, Lane, Order, Ticket, TicketRule, Waiting};
use crate::model::AgentId;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};

pub(super) const ENTRY: Entry<dyn TicketRule> = Entry {
    name: "random-order",
    number: 31,
    summary: "any of the tickets that wait, each as likely as any other; the own queue goes before what waits for anybody",
    source: "Ciw, disciplines (SIRO)",
    parameters: &[],
    build: |_, _, key| Box::new(RandomOrder { random: ChaCha8Rng::seed_from_u64(key.0) }),
};

struct RandomOrder {
    random: ChaCha8Rng,
}

impl TicketRule for RandomOrder {
    fn lane(&self, _: &Ticket, _: &Desk) -> Lane {
        0
    }
    fn order(&self) -> Order {
        Order::None
    }
    fn pick(&mut self, agent: AgentId, classes: ClassSet, desk: &Desk) -> Option<Waiting> {
        let classes = classes.and(desk.waiting);
        let total: usize = classes.iter().map(|class| desk.queues[class as usize].len()).sum();
        let mut at = if total == 0 { return None } else { self.random.random_range(0..total) };
        let pool = desk.agents[agent].pool;
        for class in classes.iter() {
            let queue = &desk.queues[class as usize];
            if let Some(entry) = queue.at(at) {
                let far = !desk.eligibility.classes[class as usize].near.contains(pool);
                return Some(Waiting { class, lane: 0, rank: desk.eligibility.rank(class, pool), far, entry });
            }
            at -= queue.len();
        }
        None
    }
    fn pick_own(&mut self, agent: AgentId, desk: &Desk) -> Option<(Lane, Place)> {
        let own = &desk.personal[agent];
        let at = self.random.random_range(0..own.len());
        own.at(at).map(|entry| (0, entry))
    }
}
