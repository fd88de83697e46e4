//! Tickets waiting for somebody, in the order the ticket rule gives them.

use super::TicketId;
use crate::units::Time;
use std::collections::VecDeque;

/// A ticket rule's order on entry: lower lanes go first; inside a lane, the longest wait.
pub type Lane = u8;

/// The most lanes a queue has.
pub const MAX_LANES: usize = 16;

/// A waiting ticket. Orders by the instant it joined, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// When it joined.
    pub joined: Time,
    /// Its number.
    pub number: u64,
    /// The ticket.
    pub ticket: TicketId,
}

/// A queue of up to [`MAX_LANES`] lanes. Joining at the end and taking the head cost the same at any length.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    lanes: Vec<VecDeque<Entry>>,
    occupied: u16,
    length: usize,
}

impl Queue {
    /// Adds a ticket. One that joined before others of its lane (its work was suspended) goes before them.
    #[inline]
    pub fn push(&mut self, lane: Lane, entry: Entry) {
        let lane = usize::from(lane).min(MAX_LANES - 1);
        if self.lanes.len() <= lane {
            self.lanes.resize(lane + 1, VecDeque::new());
        }
        let queue = &mut self.lanes[lane];
        match queue.back() {
            Some(back) if *back > entry => {
                let at = queue.partition_point(|e| *e < entry);
                queue.insert(at, entry);
            }
            _ => queue.push_back(entry),
        }
        self.occupied |= 1 << lane;
        self.length += 1;
    }

    /// Lane and entry of the next ticket.
    #[inline]
    pub fn head(&self) -> Option<(Lane, Entry)> {
        if self.occupied == 0 {
            return None;
        }
        let lane = self.occupied.trailing_zeros() as usize;
        self.lanes[lane].front().map(|e| (lane as Lane, *e))
    }

    /// Takes the next ticket.
    #[inline]
    pub fn pop(&mut self) -> Option<Entry> {
        if self.occupied == 0 {
            return None;
        }
        let lane = self.occupied.trailing_zeros() as usize;
        let entry = self.lanes[lane].pop_front();
        self.left(lane);
        entry
    }

    /// Takes one ticket out, wherever it is; says whether it was there.
    pub fn remove(&mut self, lane: Lane, entry: Entry) -> bool {
        let lane = usize::from(lane).min(MAX_LANES - 1);
        let found = self.lanes.get_mut(lane).and_then(|queue| {
            let at = queue.binary_search(&entry).ok()?;
            queue.remove(at)
        });
        if found.is_some() {
            self.left(lane);
        }
        found.is_some()
    }

    #[inline]
    fn left(&mut self, lane: usize) {
        self.length -= 1;
        if self.lanes[lane].is_empty() {
            self.occupied &= !(1 << lane);
        }
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Nobody waits.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// All that wait, lane by lane.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.lanes.iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(joined: i64, number: u64) -> Entry {
        Entry { joined: Time(joined), number, ticket: number as u32 }
    }

    #[test]
    fn lanes_first_then_the_longest_wait() {
        let mut queue = Queue::default();
        queue.push(1, entry(5, 1));
        queue.push(1, entry(9, 3));
        queue.push(0, entry(7, 2));
        // A suspended ticket returns to the place it had.
        queue.push(1, entry(5, 0));
        assert!(queue.remove(1, entry(9, 3)));
        assert!(!queue.remove(1, entry(9, 3)));
        assert_eq!(queue.head(), Some((0, entry(7, 2))));
        let order: Vec<u64> = std::iter::from_fn(|| queue.pop()).map(|e| e.number).collect();
        assert_eq!(order, [2, 0, 1]);
        assert!(queue.is_empty() && queue.head().is_none());
    }
}
