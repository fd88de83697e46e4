//! The tickets read so far, and the evidence on the order of their dates.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime, Time as ClockTime};

use super::mapping::Mapping;
use super::refusal::{HistoryMistake, Mistakes, Refused, shown};
use super::stamp::{DateOrder, Stamp};
use super::{History, HistoryTicket};
use crate::model::{KindId, Priority, RecordedTicket};
use crate::units::{Span, Time};

/// A ticket whose opening time may still be open.
struct Slot {
    stamp: Stamp,
    id: Option<String>,
    kind: Option<KindId>,
    priority: Option<Priority>,
    work: Option<Span>,
    channel: Option<usize>,
    group: Option<usize>,
}

/// Names with their positions in order of appearance.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    positions: HashMap<String, usize>,
}

impl Names {
    fn position(&mut self, name: String) -> usize {
        if let Some(&at) = self.positions.get(&name) {
            return at;
        }
        self.list.push(name.clone());
        self.positions.insert(name, self.list.len() - 1);
        self.list.len() - 1
    }
}

/// The tickets so far.
pub(super) struct Gathered {
    /// A ticket that a later row moved out of the window leaves a gap.
    slots: Vec<Option<Slot>>,
    by_id: HashMap<String, usize>,
    channels: Names,
    groups: Names,
    rows: u64,
    collapsed: u64,
    outside: u64,
    window: (Option<Date>, Option<Date>),
    /// The order of dates, and how it is known.
    order: Option<(DateOrder, String)>,
    /// The first date that is one either way, and how many there are.
    open: Option<(u64, String, u64)>,
}

impl Gathered {
    pub fn new(mapping: &Mapping) -> Self {
        let said = |order: DateOrder| (order, "as the mapping says".to_string());
        Gathered {
            slots: Vec::new(),
            by_id: HashMap::new(),
            channels: Names::default(),
            groups: Names::default(),
            rows: 0,
            collapsed: 0,
            outside: 0,
            window: (mapping.from, mapping.to),
            order: mapping.dates.map(said),
            open: None,
        }
    }

    /// Takes a date as evidence on the order of dates; the error where it is contrary to what is known.
    pub fn evidence(&mut self, stamp: Stamp, text: &str, line: impl Fn() -> u64) -> Option<Refused> {
        match (stamp, &self.order) {
            (Stamp::Known(_, Some(order)), None) => {
                let why = format!("as {} on line {} shows", shown(text), line());
                self.order = Some((order, why));
                None
            }
            (Stamp::Known(_, Some(order)), Some((known, why))) if order != *known => Some((
                format!("this date is {}, and dates of this file are {} {why}", order.name(), known.name()),
                "write all dates one way, best as `2016-04-11 09:15`".into(),
            )),
            (Stamp::Either { .. }, None) => {
                let open = self.open.get_or_insert_with(|| (line(), text.to_string(), 0));
                open.2 += 1;
                None
            }
            _ => None,
        }
    }

    /// Takes a ticket in. A later row of the same ticket takes its place.
    pub fn put(
        &mut self,
        stamp: Stamp,
        id: Option<String>,
        (kind, priority, work): (Option<KindId>, Option<Priority>, Option<Span>),
        (channel, group): (Option<String>, Option<String>),
    ) {
        self.rows += 1;
        let at = match (stamp, &self.order) {
            (Stamp::Known(at, _), _) => Some(at),
            (open, Some((order, _))) => Some(open.under(*order)),
            _ => None,
        };
        let earlier = id.as_ref().and_then(|id| self.by_id.get(id).copied());
        self.collapsed += u64::from(earlier.is_some());
        if at.is_some_and(|at| !self.inside(at)) {
            self.outside += 1;
            if let (Some(slot), Some(id)) = (earlier, &id) {
                self.slots[slot] = None;
                self.by_id.remove(id);
            }
            return;
        }
        let slot = Slot {
            stamp: at.map_or(stamp, |at| Stamp::Known(at, None)),
            channel: channel.map(|name| self.channels.position(name)),
            group: group.map(|name| self.groups.position(name)),
            id,
            kind,
            priority,
            work,
        };
        match (earlier, &slot.id) {
            (Some(at), _) => self.slots[at] = Some(slot),
            (None, id) => {
                if let Some(id) = id {
                    self.by_id.insert(id.clone(), self.slots.len());
                }
                self.slots.push(Some(slot));
            }
        }
    }

    fn inside(&self, at: DateTime) -> bool {
        let (from, to) = self.window;
        from.is_none_or(|from| at.date() >= from) && to.is_none_or(|to| at.date() <= to)
    }

    /// The history, if there was no mistake.
    pub fn finish(mut self, mut mistakes: Mistakes) -> Result<History, Vec<HistoryMistake>> {
        let file = mistakes.file().to_string();
        let order = match (&self.order, self.open.take()) {
            (Some((order, _)), _) => *order,
            (None, None) => DateOrder::DayFirst,
            (None, Some((line, text, count))) => {
                mistakes.add(HistoryMistake {
                    line,
                    ..HistoryMistake::of_file(
                        &file,
                        format!(
                            "is {} day-first or month-first? {count} dates of this file can be either, and none has a \
                             number above 12 that decides",
                            shown(&text)
                        ),
                        "add `dates=day-first` or `dates=month-first` to the mapping",
                    )
                });
                DateOrder::DayFirst
            }
        };
        let before = self.slots.len();
        let mut tickets: Vec<(DateTime, Slot)> =
            std::mem::take(&mut self.slots).into_iter().flatten().map(|slot| (slot.stamp.under(order), slot)).collect();
        let gaps = before - tickets.len();
        tickets.retain(|(at, _)| self.inside(*at));
        self.outside += (before - gaps - tickets.len()) as u64;
        tickets.sort_by_key(|(at, _)| *at);
        let Some(first) = tickets.first().map(|(at, _)| at.date()) else {
            if mistakes.is_empty() {
                let (message, help) = match self.rows {
                    0 => ("it has a header but no tickets", "give one row a ticket"),
                    _ => ("no ticket was opened from `from` to `to`", "widen the window"),
                };
                mistakes.add(HistoryMistake::of_file(&file, message, help));
            }
            return Err(mistakes.finish());
        };
        if !mistakes.is_empty() {
            return Err(mistakes.finish());
        }
        let back = jiff::Span::new().days(first.weekday().to_monday_zero_offset());
        let monday = first.saturating_sub(back);
        let midnight = monday.to_datetime(ClockTime::midnight());
        let mut same_instant = (first.to_datetime(ClockTime::midnight()), 0);
        let ticket = |(at, slot): (DateTime, Slot)| {
            same_instant = match same_instant {
                (instant, n) if instant == at => (at, n + 1),
                _ => (at, 1),
            };
            let recorded = RecordedTicket {
                id: slot.id.unwrap_or_else(|| format!("{at}#{}", same_instant.1)),
                at: Time(at.duration_since(midnight).as_micros() as i64),
                kind: slot.kind,
                priority: slot.priority,
                work: slot.work,
            };
            HistoryTicket { recorded, channel: slot.channel, group: slot.group }
        };
        Ok(History {
            monday,
            tickets: tickets.into_iter().map(ticket).collect(),
            channels: self.channels.list,
            groups: self.groups.list,
            rows: self.rows,
            collapsed: self.collapsed,
            outside: self.outside,
            digest: 0,
        })
    }
}
