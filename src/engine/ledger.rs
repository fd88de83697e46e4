//! The books of a run: integer identities that must hold whatever happened.

use crate::units::Time;
use std::fmt;

/// Counts and totals of a whole run, kept by the engine itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Tickets that arrived.
    pub arrived: u64,
    /// Tickets resolved.
    pub resolved: u64,
    /// Tickets that closed with the parent of their incident.
    pub closed_with_parent: u64,
    /// Tickets whose user gave up.
    pub abandoned: u64,
    /// Tickets that found no place to wait.
    pub blocked: u64,
    /// Tickets still open.
    pub open: u64,
    /// Handling drawn for everything that was started, less what remains of it.
    pub work_given: i128,
    /// Handling accounted for to agents.
    pub work_done: i128,
    /// Integral of the number of tickets in the system over time.
    pub integral_of_open: i128,
    /// Sum over tickets of the time in the system, for open ones up to the end.
    pub time_in_system: i128,
    /// When the run ended.
    pub end: Time,
    /// Events handled: arrivals, ends of phases, returns, duty changes, stale ones not counted.
    pub events: u64,
}

/// An identity that does not hold: a defect of the program, never of a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which identity.
    pub identity: &'static str,
    /// One side.
    pub left: i128,
    /// The other side.
    pub right: i128,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "identity broken: {}: {} against {}; please report this as a bug",
            self.identity, self.left, self.right
        )
    }
}

impl std::error::Error for Broken {}

impl Ledger {
    /// Checks every identity.
    ///
    /// # Errors
    /// The first one that does not hold.
    pub fn check(&self) -> Result<(), Broken> {
        let gone = self.resolved + self.closed_with_parent + self.abandoned + self.blocked + self.open;
        let checks = [
            (
                "arrived = resolved + closed with parent + abandoned + blocked + open",
                i128::from(self.arrived),
                i128::from(gone),
            ),
            ("work given = work done", self.work_given, self.work_done),
            ("Little's law: integral of open tickets = time in system", self.integral_of_open, self.time_in_system),
        ];
        match checks.into_iter().find(|(_, left, right)| left != right) {
            Some((identity, left, right)) => Err(Broken { identity, left, right }),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_ticket_is_noticed() {
        let mut ledger =
            Ledger { arrived: 4, resolved: 1, closed_with_parent: 1, abandoned: 1, open: 1, ..Ledger::default() };
        assert_eq!(ledger.check(), Ok(()));
        ledger.open = 0;
        assert_eq!(ledger.check().map_err(|b| (b.left, b.right)), Err((4, 3)));
    }
}
