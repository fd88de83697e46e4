//! The event calendar: future events in order of (time, rank, sequence).
//!
//! A heap of arity four, its root replaced in one sift where an event that has just been taken schedules another, as
//! nearly every completion does. Only events that cannot be read off a list are here: arrivals, duty changes and window
//! marks come in order by themselves.

use crate::units::Time;

/// What happens; the order of the variants is no rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// An agent's phase of work or travel is over.
    PhaseOver = 0,
    /// A pending ticket comes back.
    PendingOver = 1,
    /// A waiting user gives up.
    Patience = 2,
    /// A ticket has waited long enough for its owner.
    OwnerAway = 3,
    /// A ticket is raised to the priority above.
    Raise = 4,
    /// A user who went away tries again.
    TriesAgain = 5,
    /// A user whose last ticket has ended sends another.
    NextTicket = 6,
    /// A major incident begins.
    IncidentBegins = 7,
}

/// Rank of events at one instant, first to last.
pub(super) mod rank {
    pub const WORK_DONE: u8 = 0;
    pub const RETURN: u8 = 1;
    pub const DUTY_STARTS: u8 = 2;
    pub const DUTY_ENDS: u8 = 3;
    pub const PATIENCE: u8 = 4;
    pub const TIMER: u8 = 5;
    pub const ARRIVAL: u8 = 6;
    pub const MARK: u8 = 7;
}

/// A future event. `who` is an agent or a ticket; if its holder's generation has moved on, the event is stale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub time: Time,
    /// From the highest bit: rank, sequence, what.
    order: u64,
    pub who: u32,
    pub generation: u32,
}

const RANK_SHIFT: u32 = 60;
const WHAT_BITS: u32 = 3;

impl Event {
    /// Time, rank and sequence as one number; times are never negative. One comparison without a branch.
    #[inline(always)]
    fn key(&self) -> u128 {
        u128::from(self.time.0 as u64) << 64 | u128::from(self.order)
    }

    /// Rank of this event among those of its instant.
    #[inline(always)]
    pub fn rank(&self) -> u8 {
        (self.order >> RANK_SHIFT) as u8
    }

    /// It is about an agent, not about a ticket.
    #[inline(always)]
    pub fn is_phase_over(&self) -> bool {
        self.order % (1 << WHAT_BITS) == What::PhaseOver as u64
    }

    pub fn what(&self) -> What {
        match self.order % (1 << WHAT_BITS) {
            0 => What::PhaseOver,
            1 => What::PendingOver,
            2 => What::Patience,
            3 => What::OwnerAway,
            4 => What::Raise,
            5 => What::TriesAgain,
            6 => What::NextTicket,
            _ => What::IncidentBegins,
        }
    }
}

/// The heap.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    heap: Vec<Event>,
    /// The root was taken and waits for a successor.
    hole: bool,
    sequence: u64,
}

const ARITY: usize = 4;

impl Calendar {
    /// Time and rank of the first event; never, if there is none.
    #[inline(always)]
    pub fn first(&mut self) -> (Time, u8) {
        if self.hole {
            self.settle();
        }
        self.heap.first().map_or((Time::NEVER, u8::MAX), |event| (event.time, event.rank()))
    }

    /// Takes the first event off.
    #[inline(always)]
    pub fn take(&mut self) -> Option<Event> {
        if self.hole {
            self.settle();
        }
        let first = *self.heap.first()?;
        self.hole = true;
        Some(first)
    }

    /// Schedules an event.
    #[inline(always)]
    pub fn schedule(&mut self, time: Time, rank: u8, what: What, who: u32, generation: u32) {
        let order = u64::from(rank) << RANK_SHIFT | self.sequence << WHAT_BITS | what as u64;
        let event = Event { time, order, who, generation };
        self.sequence += 1;
        if self.hole {
            self.hole = false;
            self.sift_down(event);
        } else {
            self.heap.push(event);
            self.sift_up(event);
        }
    }

    #[cold]
    #[inline(never)]
    fn settle(&mut self) {
        self.hole = false;
        if let Some(last) = self.heap.pop()
            && !self.heap.is_empty()
        {
            self.sift_down(last);
        }
    }

    #[inline(always)]
    fn sift_up(&mut self, event: Event) {
        let mut i = self.heap.len() - 1;
        while i > 0 {
            let parent = (i - 1) / ARITY;
            if self.heap[parent].key() <= event.key() {
                break;
            }
            self.heap[i] = self.heap[parent];
            i = parent;
        }
        self.heap[i] = event;
    }

    #[inline(always)]
    fn sift_down(&mut self, event: Event) {
        let heap = &mut self.heap[..];
        let key = event.key();
        let mut i = 0;
        loop {
            let child = i * ARITY + 1;
            if child >= heap.len() {
                break;
            }
            let end = (child + ARITY).min(heap.len());
            let mut least = child;
            let mut least_key = heap[child].key();
            for (i, sibling) in heap[child + 1..end].iter().enumerate() {
                let sibling_key = sibling.key();
                let less = sibling_key < least_key;
                least = if less { child + 1 + i } else { least };
                least_key = if less { sibling_key } else { least_key };
            }
            if key <= least_key {
                break;
            }
            heap[i] = heap[least];
            i = least;
        }
        heap[i] = event;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_by_time_then_rank_then_sequence() {
        let mut calendar = Calendar::default();
        let mut state = 1u64;
        let mut expected = Vec::new();
        for who in 0..2000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let (time, rank) = ((state >> 40) as i64 % 50, (state >> 60) as u8 % 5);
            calendar.schedule(Time(time), rank, What::PhaseOver, who, 0);
            expected.push((time, rank, who));
        }
        expected.sort_unstable();
        let mut seen = Vec::new();
        while let Some(event) = calendar.take() {
            seen.push((event.time.0, event.rank(), event.who));
            // Taking one and scheduling a later one must keep the order (the root is replaced in place).
            if event.who.is_multiple_of(3) && event.time.0 < 60 {
                calendar.schedule(Time(100 + event.time.0), 0, What::Patience, event.who, 0);
            }
        }
        let late: Vec<_> = seen.iter().filter(|(time, ..)| *time >= 100).copied().collect();
        let early: Vec<_> = seen.into_iter().filter(|(time, ..)| *time < 100).collect();
        assert_eq!(early, expected);
        assert_eq!(late.len(), 667);
        assert!(late.is_sorted_by_key(|(time, ..)| *time));
    }
}
