//! The discrete-event simulation of one replication.
//!
//! [`simulate`] takes the tickets in arrival order, a routing [`Policy`] and a [`Recorder`], and plays the desk:
//!
//! - Time is whole microseconds. Events are ordered by (time, rank, sequence); at one instant: work done; travel,
//!   pending or visit over; duty starts; duty ends; patience; timers; arrivals; window marks. Where dates make
//!   weeks differ, a week begins before all else of its instant. One event is
//!   finished, with all its routing, before the next. A freed agent picks before its own escalated ticket is routed.
//! - A ticket is in exactly one place: a queue, an agent's hands (in work or resting with its agent), pending, gone.
//! - Rules are asked only at decisions and told of every change; the engine alone decides who *may* work on what, so
//!   that no rule can produce an infeasible assignment.
//! - Nothing is lost: the identities of [`Ledger`] are checked at the end of every run.
//!
//! No event scans agents or waiting tickets. The cost of a decision grows with the number of eligibility classes and
//! pools (kinds of people and kinds of work that differ in who may do what), never with people, tickets or queue length.

mod agent;
mod calendar;
mod desk;
mod duty;
mod eligibility;
mod ledger;
mod marks;
mod queue;
mod recorder;
mod rule;
mod run;
mod state;
mod ticket;

pub use agent::{Agent, InHand, Phase};
pub use desk::{Desk, Waiting};
pub use eligibility::{Class, ClassId, ClassSet, Eligibility, MAX_SETS, NobodyServes, Pool, PoolId, PoolSet, TooMany};
pub use ledger::{Broken, Ledger};
pub use queue::{Entry, Lane, Order, Queue};
pub use recorder::{Handled, Mark, Recorder};
pub use rule::{AgentRule, Choice, Control, Policy, TicketRule};
pub use run::{Fault, simulate};
pub use state::State;
pub use ticket::{Ticket, TicketId};
