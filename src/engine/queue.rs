//! Tickets waiting for somebody, in the order the ticket rule gives them.

use super::TicketId;
use crate::units::Time;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A part of a queue, whose tickets have an order among them that time does not change. Rules that order by a fixed place number
/// their lanes by it: lower lanes go first.
pub type Lane = u16;

/// A waiting ticket. Orders by its key, then by the instant it joined, then by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its place by the ticket rule, lower first; 0 where the rule gives none.
    pub key: i64,
    /// When it joined.
    pub joined: Time,
    /// Its number.
    pub number: u64,
    /// The ticket.
    pub ticket: TicketId,
}

/// How the tickets of one lane are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The longest wait first. Joining at the end and taking the head cost the same at any length.
    #[default]
    Wait,
    /// By a key that the rule gives on joining, then the longest wait. Costs grow with the logarithm of the length.
    Key,
    /// None: the rule takes any of them. Costs grow with the logarithm of the length.
    None,
}

/// A queue of lanes.
#[derive(Clone, Debug)]
pub struct Queue {
    order: Order,
    lanes: Vec<Line>,
    /// Lanes with a ticket: the first 64, and those after.
    occupied: u64,
    occupied_after: BTreeSet<Lane>,
    length: usize,
}

#[derive(Clone, Debug)]
enum Line {
    Wait(VecDeque<Entry>),
    Key(BTreeSet<Entry>),
    None { entries: Vec<Entry>, places: BTreeMap<TicketId, usize> },
}

impl Line {
    fn new(order: Order) -> Self {
        match order {
            Order::Wait => Line::Wait(VecDeque::new()),
            Order::Key => Line::Key(BTreeSet::new()),
            Order::None => Line::None { entries: Vec::new(), places: BTreeMap::new() },
        }
    }

    #[inline(always)]
    fn len(&self) -> usize {
        match self {
            Line::Wait(entries) => entries.len(),
            Line::Key(entries) => entries.len(),
            Line::None { entries, .. } => entries.len(),
        }
    }

    fn all(&self) -> Box<dyn Iterator<Item = Entry> + '_> {
        match self {
            Line::Wait(entries) => Box::new(entries.iter().copied()),
            Line::Key(entries) => Box::new(entries.iter().copied()),
            Line::None { entries, .. } => Box::new(entries.iter().copied()),
        }
    }

    #[inline(always)]
    fn first(&self) -> Option<Entry> {
        match self {
            Line::Wait(entries) => entries.front().copied(),
            Line::Key(entries) => entries.first().copied(),
            Line::None { entries, .. } => entries.first().copied(),
        }
    }

    /// Adds a ticket. One that joined before others of its lane (its work was suspended) goes before them.
    #[inline]
    fn push(&mut self, entry: Entry) {
        match self {
            Line::Wait(entries) => match entries.back() {
                Some(back) if (back.joined, back.number) > (entry.joined, entry.number) => {
                    let at = entries.partition_point(|e| *e < entry);
                    entries.insert(at, entry);
                }
                _ => entries.push_back(entry),
            },
            Line::Key(entries) => {
                entries.insert(entry);
            }
            Line::None { entries, places } => {
                places.insert(entry.ticket, entries.len());
                entries.push(entry);
            }
        }
    }

    #[inline]
    fn remove(&mut self, entry: &Entry) -> bool {
        match self {
            Line::Wait(entries) => {
                if entries.front().is_some_and(|first| first.number == entry.number) {
                    entries.pop_front();
                    return true;
                }
                entries.binary_search(entry).ok().and_then(|at| entries.remove(at)).is_some()
            }
            Line::Key(entries) => entries.remove(entry),
            Line::None { entries, places } => {
                let Some(at) = places.remove(&entry.ticket) else { return false };
                entries.swap_remove(at);
                if let Some(moved) = entries.get(at) {
                    places.insert(moved.ticket, at);
                }
                true
            }
        }
    }
}

impl Queue {
    /// An empty queue whose lanes are kept in this order.
    pub fn new(order: Order) -> Self {
        Queue { order, lanes: Vec::new(), occupied: 0, occupied_after: BTreeSet::new(), length: 0 }
    }

    /// Adds a ticket. One that joined before others of its lane (its work was suspended) goes before them.
    #[inline]
    pub fn push(&mut self, lane: Lane, entry: Entry) {
        let at = usize::from(lane);
        if self.lanes.len() <= at {
            self.lanes.resize(at + 1, Line::new(self.order));
        }
        self.lanes[at].push(entry);
        match 1_u64.checked_shl(u32::from(lane)) {
            Some(bit) => self.occupied |= bit,
            None => _ = self.occupied_after.insert(lane),
        }
        self.length += 1;
    }

    /// The lowest lane with a ticket.
    #[inline(always)]
    fn first_lane(&self) -> Option<Lane> {
        match self.occupied {
            0 => self.occupied_after.first().copied(),
            lanes => Some(lanes.trailing_zeros() as Lane),
        }
    }

    /// Lane and entry of the first ticket of the lowest lane.
    #[inline(always)]
    pub fn head(&self) -> Option<(Lane, Entry)> {
        let lane = self.first_lane()?;
        self.lanes[usize::from(lane)].first().map(|entry| (lane, entry))
    }

    /// The first ticket of each lane.
    pub fn heads(&self) -> impl Iterator<Item = (Lane, Entry)> {
        let mut lanes = self.occupied;
        let low = std::iter::from_fn(move || {
            let lane = (lanes != 0).then(|| lanes.trailing_zeros() as Lane);
            lanes &= lanes.wrapping_sub(1);
            lane
        });
        let lanes = low.chain(self.occupied_after.iter().copied());
        lanes.filter_map(|lane| self.lanes[usize::from(lane)].first().map(|entry| (lane, entry)))
    }

    /// Takes the first ticket of the lowest lane.
    #[inline]
    pub fn pop(&mut self) -> Option<Entry> {
        let (lane, entry) = self.head()?;
        self.remove(lane, entry);
        Some(entry)
    }

    /// Takes a ticket out: quickly, if it is the first of its lane.
    #[inline(always)]
    pub(super) fn take(&mut self, lane: Lane, entry: Entry) {
        match &mut self.lanes[usize::from(lane)] {
            Line::Wait(entries) if entries.front().is_some_and(|first| first.number == entry.number) => {
                entries.pop_front();
                self.length -= 1;
                if entries.is_empty() {
                    self.is_empty_now(lane);
                }
            }
            _ => _ = self.remove(lane, entry),
        }
    }

    #[inline(always)]
    fn is_empty_now(&mut self, lane: Lane) {
        match 1_u64.checked_shl(u32::from(lane)) {
            Some(bit) => self.occupied &= !bit,
            None => _ = self.occupied_after.remove(&lane),
        }
    }

    /// Takes one ticket out, wherever it is; says whether it was there.
    pub fn remove(&mut self, lane: Lane, entry: Entry) -> bool {
        let Some(line) = self.lanes.get_mut(usize::from(lane)) else { return false };
        let found = line.remove(&entry);
        if found {
            self.length -= 1;
            if line.len() == 0 {
                self.is_empty_now(lane);
            }
        }
        found
    }

    /// How many wait.
    #[inline]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Nobody waits.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// All that wait, lane by lane.
    pub fn iter(&self) -> impl Iterator<Item = Entry> + '_ {
        self.lanes.iter().flat_map(Line::all)
    }

    /// The ticket at a place of the first lane: by the longest wait, or in no order. With [`Order::Key`] there are no places.
    pub fn at(&self, place: usize) -> Option<Entry> {
        match self.lanes.first()? {
            Line::Wait(entries) => entries.get(place).copied(),
            Line::None { entries, .. } => entries.get(place).copied(),
            Line::Key(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: i64, joined: i64, number: u64) -> Entry {
        Entry { key, joined: Time(joined), number, ticket: number as u32 }
    }

    fn order(mut queue: Queue) -> Vec<u64> {
        std::iter::from_fn(|| queue.pop()).map(|e| e.number).collect()
    }

    #[test]
    fn lanes_first_then_the_longest_wait() {
        let mut queue = Queue::new(Order::Wait);
        queue.push(1, entry(0, 5, 1));
        queue.push(1, entry(0, 9, 3));
        queue.push(0, entry(0, 7, 2));
        queue.push(200, entry(0, 1, 7));
        // A suspended ticket returns to the place it had.
        queue.push(1, entry(0, 5, 0));
        assert!(queue.remove(1, entry(0, 9, 3)));
        assert!(!queue.remove(1, entry(0, 9, 3)));
        assert_eq!(queue.head(), Some((0, entry(0, 7, 2))));
        let heads: Vec<(Lane, u64)> = queue.heads().map(|(lane, e)| (lane, e.number)).collect();
        assert_eq!((heads, queue.len()), (vec![(0, 2), (1, 0), (200, 7)], 4));
        assert_eq!(order(queue), [2, 0, 1, 7]);
    }

    #[test]
    fn keys_go_before_the_wait() {
        let mut queue = Queue::new(Order::Key);
        for (key, joined, number) in [(5, 1, 1), (3, 2, 2), (5, 0, 3), (-1, 9, 4)] {
            queue.push(0, entry(key, joined, number));
        }
        assert!(queue.remove(0, entry(3, 2, 2)) && !queue.remove(0, entry(3, 2, 2)));
        assert_eq!(order(queue), [4, 3, 1]);
    }

    #[test]
    fn without_an_order_every_ticket_has_one_place() {
        let mut queue = Queue::new(Order::None);
        (0..20).for_each(|n| queue.push(0, entry(0, n as i64, n)));
        assert!([0, 19, 7].into_iter().all(|n| queue.remove(0, entry(0, n as i64, n))));
        assert!(!queue.remove(0, entry(0, 7, 7)));
        let mut left: Vec<u64> = (0..queue.len()).filter_map(|at| queue.at(at)).map(|e| e.number).collect();
        left.sort_unstable();
        let wanted: Vec<u64> = (0..20).filter(|n| ![0, 19, 7].contains(n)).collect();
        assert_eq!((left, queue.at(17)), (wanted, None));
        assert_eq!(order(queue).len(), 17);
    }
}
