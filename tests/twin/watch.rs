//! An agent rule that leaves every decision to another and looks at the desk each time it is asked or told something.

use desksim::engine::{AgentRule, Choice, Desk, Phase, PoolSet, Ticket};
use desksim::model::{AgentId, Duty};

/// Watches the desk on behalf of a rule.
pub struct Watch {
    rule: Box<dyn AgentRule>,
    /// No control holds anybody back: whoever may take a waiting ticket takes it.
    work_conserving: bool,
}

impl Watch {
    pub fn new(rule: Box<dyn AgentRule>, work_conserving: bool) -> Self {
        Watch { rule, work_conserving }
    }

    fn look(&self, desk: &Desk) {
        let mut idle = vec![0; desk.idle.len()];
        let mut in_hand = Vec::new();
        for (a, agent) in desk.agents.iter().enumerate() {
            let group = &desk.model.groups[agent.group];
            if agent.idle {
                idle[agent.pool] += 1;
                assert!(agent.duty == Duty::Available && agent.in_hand.is_none(), "agent {a} is not idle");
                assert!(!desk.is_full(a), "agent {a} is free though full");
                let waiting = desk.eligibility.of_pool[agent.pool].and(desk.waiting);
                assert!(!self.work_conserving || waiting.is_empty(), "agent {a} is idle while a ticket waits");
                let own = desk.personal.get(a).map_or(0, |queue| queue.len());
                assert_eq!(own, 0, "agent {a} is idle while an own ticket waits");
            }
            if let Some(hand) = &agent.in_hand {
                let on_duty = agent.duty == Duty::Available;
                let finishes = group.shift_end.finishes();
                let goes_on = on_duty || finishes || agent.called_out;
                assert_eq!(hand.running, goes_on, "agent {a} rests off duty unless it finishes first or is called out");
                if in_work(hand.phase) {
                    in_hand.push(desk.ticket(hand.ticket).number);
                }
            }
        }
        for (a, several) in desk.several.iter().enumerate() {
            let at_once = desk.model.groups[desk.agents[a].group].hold.at_once as usize;
            assert!(several.hands.len() <= at_once, "agent {a} has more in work than may be");
            let room = several.hands.len() < at_once;
            assert!(!desk.agents[a].idle || room || at_once == 1, "agent {a} is free without room");
            in_hand.extend(several.hands.iter().filter(|h| in_work(h.phase)).map(|h| desk.ticket(h.ticket).number));
        }
        assert_eq!(idle, desk.idle, "idle agents are counted");
        let pools = desk.idle.iter().enumerate();
        assert!(pools.clone().all(|(pool, idle)| desk.idle_pools.contains(pool) == (*idle > 0)));
        let holders = in_hand.len();
        in_hand.sort_unstable();
        in_hand.dedup();
        assert_eq!(in_hand.len(), holders, "a ticket is in one agent's hands");
    }
}

fn in_work(phase: Phase) -> bool {
    !matches!(phase, Phase::WrapUp | Phase::Return)
}

impl AgentRule for Watch {
    fn begin(&mut self, desk: &Desk) {
        self.rule.begin(desk);
    }
    fn idle(&mut self, agent: AgentId, desk: &Desk) {
        self.look(desk);
        self.rule.idle(agent, desk);
    }
    fn taken(&mut self, agent: AgentId, desk: &Desk) {
        self.look(desk);
        self.rule.taken(agent, desk);
    }
    fn pick(&mut self, ticket: &Ticket, pools: PoolSet, desk: &Desk) -> AgentId {
        self.rule.pick(ticket, pools, desk)
    }
    fn route(&mut self, ticket: &Ticket, tiers: &[PoolSet; 2], desk: &Desk) -> Choice {
        self.look(desk);
        self.rule.route(ticket, tiers, desk)
    }
    fn assigns_persons(&self) -> bool {
        self.rule.assigns_persons()
    }
    fn changed(&mut self, agent: AgentId, desk: &Desk) {
        let a = &desk.agents[agent];
        let several = desk.several.get(agent).map_or(&[][..], |s| &s.hands);
        let hands = a.in_hand.iter().chain(&a.aside).chain(several);
        let in_hand = hands.filter(|hand| in_work(hand.phase)).count();
        let hold = desk.model.groups[a.group].hold;
        if !hold.pending_counts {
            assert_eq!(a.open as usize, in_hand + desk.personal[agent].len());
        }
        let called = desk.model.groups[a.group].on_call.is_some();
        let may = called || hold.open_limit.is_none_or(|limit| a.open <= limit);
        assert!(may, "agent {agent} has more open than may be");
        self.rule.changed(agent, desk);
    }
}
