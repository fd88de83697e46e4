//! Integer identities that the record of a run must hold, whatever happened in it.

use super::{Cell, Outcome};
use crate::engine::Broken;

impl Outcome {
    /// Checks every identity.
    ///
    /// # Errors
    /// The first one that does not hold: a defect of the program, never of a desk.
    pub fn check(&self) -> Result<(), Broken> {
        self.cells.iter().try_for_each(Cell::check)?;
        let count = |of: fn(&Cell) -> u64| self.cells.iter().map(of).map(i128::from).sum();
        let gone = count(|c| c.resolution[0].n + c.abandoned + c.turns.blocked + c.open_age[0].count());
        // Of the whole desk only: who gives up does so as the kind that the ticket has become.
        holds("measured: arrived = resolved + abandoned + blocked + open", count(|c| c.arrived), gone)
    }
}

impl Cell {
    fn check(&self) -> Result<(), Broken> {
        holds("time in states = time from arrival to resolved", self.spent.sum(), self.resolution[0].sum)
    }
}

fn holds(identity: &'static str, left: i128, right: i128) -> Result<(), Broken> {
    if left == right { Ok(()) } else { Err(Broken { identity, left, right }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::State;

    #[test]
    fn an_hour_in_no_state_is_noticed() {
        let mut outcome = Outcome { cells: vec![Cell::default(); 2], priorities: 1, roles: 1, ..Outcome::default() };
        let mut spent = [0; State::COUNT];
        (spent[State::Work as usize], spent[State::AllBusy as usize]) = (2, 3);
        outcome.cells[1].resolution[0].record(5);
        outcome.cells[1].spent.record(&spent);
        outcome.cells[0].arrived = 1;
        assert_eq!(outcome.check(), Ok(()));
        outcome.cells[1].resolution[0].record(1);
        assert_eq!(outcome.check().map_err(|b| (b.left, b.right)), Err((5, 6)));
        // What one cell has too little is not made up for by another.
        spent = [0; State::COUNT];
        spent[State::Travel as usize] = 1;
        outcome.cells[0].spent.record(&spent);
        assert!(outcome.check().is_err());
    }
    #[test]
    fn a_lost_ticket_is_noticed() {
        let mut outcome = Outcome { cells: vec![Cell::default(); 2], priorities: 1, roles: 1, ..Outcome::default() };
        outcome.cells[0].arrived = 2;
        outcome.cells[0].turns.blocked = 1;
        assert_eq!(outcome.check().map_err(|b| (b.left, b.right)), Err((2, 1)));
        outcome.cells[0].abandoned = 1;
        assert_eq!(outcome.check(), Ok(()));
    }
}
