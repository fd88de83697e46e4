//! What happens to each ticket of a run, to the minute, as the engine tells it.

use desksim::engine::{Eligibility, Handled, Phase, Recorder, State, Ticket, simulate};
use desksim::metric::{Outcome, Record};
use desksim::model::{AgentId, Model, RoleId};
use desksim::policy;
use desksim::units::{MINUTE, Time};
use desksim::workload::{Arrivals, Draws, Key};

/// How the story of a ticket ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum End {
    Resolved(i64),
    LeftOpen(i64),
    GaveUp,
}

/// Away from the desk, from when to when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Away {
    User(i64, i64),
    Visit(i64, i64),
}

/// The life of a ticket, all times in minutes.
#[derive(Clone, Debug)]
pub struct Life {
    pub kind: usize,
    pub priority: u8,
    pub measured: bool,
    pub arrived: i64,
    pub raised: Vec<i64>,
    /// When it was first touched, and how often it had been raised by then.
    pub touched: Option<(i64, usize)>,
    pub away: Vec<Away>,
    pub reopened: u32,
    pub end: Option<End>,
    /// End of the last work, the time it left for another visit, and time away of either kind so far.
    worked: i64,
    to_visit: i64,
    seen: [i64; 2],
}

/// Writes down the lives of all tickets.
#[derive(Default)]
pub struct Facts {
    pub lives: Vec<Life>,
    in_hand: Vec<usize>,
}

fn minutes(at: Time) -> i64 {
    assert_eq!(at.0 % MINUTE.0, 0, "everything takes whole minutes");
    at.0 / MINUTE.0
}

impl Facts {
    fn life(&mut self, t: &Ticket) -> &mut Life {
        &mut self.lives[t.number as usize]
    }

    /// The ticket is back, or the run is over.
    fn back(&mut self, t: &Ticket) {
        let life = self.life(t);
        for (i, state) in [State::PendingUser, State::PendingOther].into_iter().enumerate() {
            let spent = minutes(Time(t.spent[state as usize]));
            let more = spent - life.seen[i];
            life.seen[i] = spent;
            if more > 0 {
                life.away.push(match i {
                    0 => Away::User(life.worked, life.worked + more),
                    _ => Away::Visit(life.to_visit, life.to_visit + more),
                });
            }
        }
    }
}

impl Recorder for Facts {
    fn arrived(&mut self, now: Time, t: &Ticket) {
        assert_eq!(t.number as usize, self.lives.len());
        self.lives.push(Life {
            kind: t.kind,
            priority: t.priority,
            measured: t.measured,
            arrived: minutes(now),
            raised: Vec::new(),
            touched: None,
            away: Vec::new(),
            reopened: 0,
            end: None,
            worked: 0,
            to_visit: 0,
            seen: [0; 2],
        });
    }
    fn started(&mut self, now: Time, t: &Ticket, agent: AgentId, _: RoleId, _: bool) {
        self.in_hand.resize(self.in_hand.len().max(agent + 1), 0);
        self.in_hand[agent] = t.number as usize;
        self.back(t);
        let life = self.life(t);
        let raised = life.raised.len();
        life.touched.get_or_insert((minutes(now), raised));
    }
    fn handled(&mut self, now: Time, handled: Handled) {
        if handled.phase == Phase::Work {
            self.lives[self.in_hand[handled.agent]].worked = minutes(now);
        }
    }
    fn to_be_visited(&mut self, now: Time, t: &Ticket, _: RoleId) {
        self.life(t).to_visit = minutes(now);
    }
    fn resolved_in_error(&mut self, _: Time, t: &Ticket, _: RoleId) {
        self.life(t).reopened += 1;
    }
    fn raised(&mut self, now: Time, t: &Ticket) {
        self.life(t).raised.push(minutes(now));
    }
    fn resolved(&mut self, now: Time, t: &Ticket, _: RoleId) {
        self.life(t).end = Some(End::Resolved(minutes(now)));
    }
    fn abandoned(&mut self, _: Time, t: &Ticket) {
        self.life(t).end = Some(End::GaveUp);
    }
    fn left_open(&mut self, now: Time, t: &Ticket) {
        self.back(t);
        self.life(t).end = Some(End::LeftOpen(minutes(now)));
    }
}

/// Plays a desk twice: what happened, and what the metrics count of it.
pub fn play(model: &Model, seed: u64) -> (Vec<Life>, Outcome) {
    let (eligibility, draws, key) = (Eligibility::new(model), Draws::new(model), Key::root(seed, 0));
    let arrivals = || Arrivals::new(model, &draws, seed, 0);
    let policy = || policy::make(&model.policy, model, key).expect("a policy");
    let mut facts = Facts::default();
    let mut record = Record::new(model);
    simulate(model, &eligibility, &draws, key, arrivals(), &mut policy(), &mut facts).expect("a run");
    let ledger = simulate(model, &eligibility, &draws, key, arrivals(), &mut policy(), &mut record).expect("a run");
    (facts.lives, record.finish(ledger).expect("a balanced record"))
}
