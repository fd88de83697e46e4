//! What the world brings to the desk: tickets in arrival order, and every draw that does not depend on routing.
//!
//! All randomness of the world is here, outside routing: a ticket has a [`Key`] of its own from which every draw is
//! derived by purpose and attempt. Two policies, or two team mixes, see the same tickets with the same work in them.

mod arrivals;
mod bursts;
mod contacts;
mod demand;
mod draws;
mod health;
mod incidents;
pub mod key;
mod poisson;
mod recorded;
mod renewal;
pub mod table;

pub use arrivals::{Arrival, Arrivals};
pub use draws::Draws;
pub use health::Health;
pub use incidents::{Incidents, linked};
pub use key::Key;
