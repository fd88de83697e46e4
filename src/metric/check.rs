//! Integer identities that the record of a run must hold, whatever happened in it.

use super::{Cell, Outcome};
use crate::engine::Broken;

impl Outcome {
    /// Checks every identity.
    ///
    /// # Errors
    /// The first one that does not hold: a defect of the program, never of a desk.
    pub fn check(&self) -> Result<(), Broken> {
        self.cells.iter().try_for_each(Cell::check)
    }
}

impl Cell {
    fn check(&self) -> Result<(), Broken> {
        let (left, right) = (self.spent.sum(), self.resolution[0].sum);
        let identity = "time in states = time from arrival to resolved";
        if left == right { Ok(()) } else { Err(Broken { identity, left, right }) }
    }
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
        assert_eq!(outcome.check(), Ok(()));
        outcome.cells[1].resolution[0].record(1);
        assert_eq!(outcome.check().map_err(|b| (b.left, b.right)), Err((5, 6)));
        // What one cell has too little is not made up for by another.
        spent = [0; State::COUNT];
        spent[State::Travel as usize] = 1;
        outcome.cells[0].spent.record(&spent);
        assert!(outcome.check().is_err());
    }
}
