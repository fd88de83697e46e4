//! Measures a desk's demand from its history.

use jiff::civil::Date;

use super::dispersion::{DayFactor, day_factor};
use super::{History, HistoryTicket};
use crate::model::Profile;
use crate::units::{DAY, HOUR};

/// How often something was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// What: `P1`, or the name of a channel.
    pub name: String,
    /// Tickets.
    pub tickets: u64,
    /// Share of the tickets for which it is recorded, 0 to 1.
    pub share: f64,
}

/// What a history says about demand.
#[derive(Clone, Debug)]
pub struct Figures {
    /// First day measured.
    pub from: Date,
    /// Last day measured.
    pub to: Date,
    /// Days left out, with the tickets opened on them.
    pub left_out: Vec<(Date, u64)>,
    /// Tickets opened on the days measured.
    pub tickets: u64,
    /// The days measured.
    pub days: u64,
    /// How many Mondays, ..., Sundays there are.
    pub weekday_days: [u64; 7],
    /// Tickets on an average Monday, ..., Sunday; `None` where there is no such day.
    pub weekday_means: [Option<f64>; 7],
    /// Each of these over the mean of Monday to Friday; `None` where either is missing.
    pub weekday_factors: [Option<f64>; 7],
    /// Tickets in an average week: the sum of the weekday means, so that broken weeks do not count for more or less.
    pub tickets_per_week: f64,
    /// Shape of the week, each weekday as its mean; `None` without tickets.
    pub profile: Option<Profile>,
    /// Spread of the days, Monday to Friday; `None` for too few days.
    pub day_factor: Option<DayFactor>,
    /// Priorities from P1 to the lowest recorded.
    pub priorities: Vec<Share>,
    /// Channels, commonest first.
    pub channels: Vec<Share>,
}

/// Measures the tickets opened from `from` to `to`, both days included, 00:00 to 24:00 on the wall clock, but for
/// [`quiet_days`], which are named in [`Figures::left_out`].
///
/// If `to` is before `from` there is nothing to measure and every figure is 0 or `None`.
pub fn measure(history: &History, from: Date, to: Date) -> Figures {
    measure_but(history, from, to, &quiet_days(history, from, to))
}

/// Measures as [`measure`] does, leaving out exactly these days. Every other day counts, with tickets or without.
pub fn measure_but(history: &History, from: Date, to: Date, left_out: &[Date]) -> Figures {
    let days = Days::of(history, from, to);
    let kept = |day: usize| !left_out.contains(&days.date(day));
    let day_of = |t: &&HistoryTicket| days.position(t);
    let inside = |t: &&HistoryTicket| day_of(t).is_some_and(kept);
    let tickets: Vec<&HistoryTicket> = history.tickets.iter().filter(inside).collect();
    let mut by_weekday: [Vec<u64>; 7] = Default::default();
    let mut without = Vec::new();
    for (day, &count) in days.counts.iter().enumerate() {
        match kept(day) {
            true => by_weekday[days.weekday(day)].push(count),
            false => without.push((days.date(day), count)),
        }
    }
    let mut by_hour = [0u64; 168];
    for ticket in &tickets {
        by_hour[(ticket.recorded.at.into_week().0 / HOUR.0) as usize] += 1;
    }
    let mean =
        |counts: &Vec<u64>| (!counts.is_empty()).then(|| counts.iter().sum::<u64>() as f64 / counts.len() as f64);
    let weekday_means: [Option<f64>; 7] = std::array::from_fn(|d| mean(&by_weekday[d]));
    let working: Vec<f64> = weekday_means[..5].iter().flatten().copied().collect();
    let working_mean = working.iter().sum::<f64>() / working.len() as f64;
    let factor = |mean: Option<f64>| mean.filter(|_| working_mean > 0.0).map(|m| m / working_mean);
    let weights: Vec<f64> =
        (0..168).map(|hour| by_hour[hour] as f64 / by_weekday[hour / 24].len().max(1) as f64).collect();
    Figures {
        from,
        to,
        tickets: tickets.len() as u64,
        days: (days.counts.len() - without.len()) as u64,
        left_out: without,
        weekday_days: std::array::from_fn(|d| by_weekday[d].len() as u64),
        weekday_means,
        weekday_factors: weekday_means.map(factor),
        tickets_per_week: weekday_means.iter().flatten().fold(0.0, |sum, mean| sum + mean),
        profile: Profile::new(&weights),
        day_factor: day_factor(&by_weekday[..5]),
        priorities: priorities(&tickets),
        channels: channels(history, &tickets),
    }
}

/// Days from Monday to Friday with less than a third of their weekday's median, where that is 20 tickets or more:
/// holidays, days between holiday and weekend, gaps in the record. One such day can double the day factor.
///
/// A gamma factor with a coefficient of variation of 0.3 falls as low as that on one day in 700, one of 0.15 never.
pub fn quiet_days(history: &History, from: Date, to: Date) -> Vec<Date> {
    let days = Days::of(history, from, to);
    let mut by_weekday: [Vec<u64>; 7] = Default::default();
    for (day, &count) in days.counts.iter().enumerate() {
        by_weekday[days.weekday(day)].push(count);
    }
    let median = by_weekday.map(|mut counts| {
        counts.sort_unstable();
        counts.get(counts.len() / 2).copied().unwrap_or(0)
    });
    let quiet = |&day: &usize| {
        let (weekday, count) = (days.weekday(day), days.counts[day]);
        weekday < 5 && median[weekday] >= 20 && count * 3 < median[weekday]
    };
    let quiet = (0..days.counts.len()).filter(quiet);
    quiet.map(|day| days.date(day)).collect()
}

/// Tickets a day.
struct Days {
    from: Date,
    /// Days from the history's Monday to `from`.
    first: i64,
    counts: Vec<u64>,
}

impl Days {
    fn of(history: &History, from: Date, to: Date) -> Days {
        let day = |date: Date| date.duration_since(history.monday).as_hours().div_euclid(24);
        let (first, last) = (day(from), day(to));
        let counts = vec![0; (last - first + 1).max(0) as usize];
        let mut days = Days { from, first, counts };
        for ticket in &history.tickets {
            if let Some(day) = days.position(ticket) {
                days.counts[day] += 1;
            }
        }
        days
    }

    /// Which of the days a ticket was opened on.
    fn position(&self, ticket: &HistoryTicket) -> Option<usize> {
        let day = ticket.recorded.at.0.div_euclid(DAY.0) - self.first;
        usize::try_from(day).ok().filter(|d| *d < self.counts.len())
    }

    fn weekday(&self, day: usize) -> usize {
        (self.first + day as i64).rem_euclid(7) as usize
    }

    fn date(&self, day: usize) -> Date {
        self.from.saturating_add(jiff::Span::new().days(day as i64))
    }
}

impl Figures {
    /// What a reader of these figures should know before using them, a sentence each.
    pub fn cautions(&self) -> Vec<String> {
        const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let mut cautions = Vec::new();
        let absent: Vec<&str> = (0..7).filter(|&d| self.weekday_days[d] == 0).map(|d| DAYS[d]).collect();
        if !absent.is_empty() {
            cautions.push(format!("no {} among these days: the week has no tickets there", absent.join(", ")));
        }
        if self.days < 28 {
            cautions.push(format!("{} days only: four weeks or more give steadier figures", self.days));
        }
        for (date, count) in &self.left_out {
            cautions.push(format!(
                "{date} is left out: it has {count} tickets (a holiday or a gap would widen the day factor)"
            ));
        }
        let recorded: u64 = self.priorities.iter().map(|p| p.tickets).sum();
        if recorded < self.tickets {
            let without = self.tickets - recorded;
            cautions.push(format!("{without} tickets have no priority: the mix is of the others"));
        }
        cautions
    }
}

fn priorities(tickets: &[&HistoryTicket]) -> Vec<Share> {
    let recorded = tickets.iter().filter_map(|t| t.recorded.priority);
    let mut counts: Vec<u64> = Vec::new();
    for priority in recorded {
        let at = priority as usize;
        counts.resize(counts.len().max(at + 1), 0);
        counts[at] += 1;
    }
    shares(counts.into_iter().enumerate().map(|(p, n)| (format!("P{}", p + 1), n)))
}

fn channels(history: &History, tickets: &[&HistoryTicket]) -> Vec<Share> {
    let mut counts = vec![0; history.channels.len()];
    for channel in tickets.iter().filter_map(|t| t.channel) {
        counts[channel] += 1;
    }
    let named = history.channels.iter().cloned().zip(counts);
    let mut channels = shares(named.filter(|(_, n)| *n > 0));
    channels.sort_by_key(|c| std::cmp::Reverse(c.tickets));
    channels
}

fn shares(counts: impl Iterator<Item = (String, u64)>) -> Vec<Share> {
    let counts: Vec<(String, u64)> = counts.collect();
    let all: u64 = counts.iter().map(|(_, n)| n).sum();
    let share = |(name, tickets): (String, u64)| Share { name, tickets, share: tickets as f64 / all.max(1) as f64 };
    counts.into_iter().map(share).collect()
}
