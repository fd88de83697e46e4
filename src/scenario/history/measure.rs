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
    /// Tickets opened on those days.
    pub tickets: u64,
    /// Those days.
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
    /// Days from Monday to Friday with less than a quarter of their weekday's mean: holidays, or gaps in the record.
    pub quiet_days: Vec<(Date, u64)>,
    /// Priorities from P1 to the lowest recorded.
    pub priorities: Vec<Share>,
    /// Channels, commonest first.
    pub channels: Vec<Share>,
}

/// Measures the tickets opened from `from` to `to`, both days included, 00:00 to 24:00 on the wall clock.
///
/// Days without tickets count: choose days on which everything was recorded. If `to` is before `from` there is nothing
/// to measure and every figure is 0 or `None`.
pub fn measure(history: &History, from: Date, to: Date) -> Figures {
    let day_of = |date: Date| {
        date.duration_since(history.monday)
            .as_hours()
            .div_euclid(24)
    };
    let (first, last) = (day_of(from), day_of(to));
    let days = (last - first + 1).max(0) as usize;
    let inside = |t: &&HistoryTicket| {
        let day = t.recorded.at.0.div_euclid(DAY.0);
        (first..=last).contains(&day)
    };
    let tickets: Vec<&HistoryTicket> = history.tickets.iter().filter(inside).collect();

    let mut by_day = vec![0u64; days];
    let mut by_hour = [0u64; 168];
    for ticket in &tickets {
        let at = ticket.recorded.at;
        by_day[(at.0.div_euclid(DAY.0) - first) as usize] += 1;
        by_hour[(at.into_week().0 / HOUR.0) as usize] += 1;
    }
    let weekday = |day: usize| (first + day as i64).rem_euclid(7) as usize;
    let mut by_weekday: [Vec<u64>; 7] = Default::default();
    for (day, &count) in by_day.iter().enumerate() {
        by_weekday[weekday(day)].push(count);
    }
    let mean = |counts: &Vec<u64>| {
        (!counts.is_empty()).then(|| counts.iter().sum::<u64>() as f64 / counts.len() as f64)
    };
    let weekday_means: [Option<f64>; 7] = std::array::from_fn(|d| mean(&by_weekday[d]));
    let working: Vec<f64> = weekday_means[..5].iter().flatten().copied().collect();
    let working_mean = working.iter().sum::<f64>() / working.len() as f64;
    let factor = |mean: Option<f64>| {
        mean.filter(|_| working_mean > 0.0)
            .map(|m| m / working_mean)
    };
    let weights: Vec<f64> = (0..168)
        .map(|hour| by_hour[hour] as f64 / by_weekday[hour / 24].len().max(1) as f64)
        .collect();
    let quiet = |&(day, &count): &(usize, &u64)| {
        let mean = weekday_means[weekday(day)].unwrap_or(0.0);
        weekday(day) < 5 && (count as f64) < mean / 4.0
    };
    let quiet_days = by_day.iter().enumerate().filter(quiet);
    let date = |day: usize| from.saturating_add(jiff::Span::new().days(day as i64));
    Figures {
        from,
        to,
        tickets: tickets.len() as u64,
        days: days as u64,
        weekday_days: std::array::from_fn(|d| by_weekday[d].len() as u64),
        weekday_means,
        weekday_factors: weekday_means.map(factor),
        tickets_per_week: weekday_means.iter().flatten().sum(),
        profile: Profile::new(&weights),
        day_factor: day_factor(&by_weekday[..5]),
        quiet_days: quiet_days.map(|(d, &n)| (date(d), n)).collect(),
        priorities: priorities(&tickets),
        channels: channels(history, &tickets),
    }
}

impl Figures {
    /// What a reader of these figures should know before using them, a sentence each.
    pub fn cautions(&self) -> Vec<String> {
        const DAYS: [&str; 7] = [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ];
        let mut cautions = Vec::new();
        let absent: Vec<&str> = (0..7)
            .filter(|&d| self.weekday_days[d] == 0)
            .map(|d| DAYS[d])
            .collect();
        if !absent.is_empty() {
            cautions.push(format!(
                "no {} among these days: the week has no tickets there",
                absent.join(", ")
            ));
        }
        if self.days < 28 {
            cautions.push(format!(
                "{} days only: four weeks or more give steadier figures",
                self.days
            ));
        }
        for (date, count) in &self.quiet_days {
            cautions.push(format!(
                "{date} has {count} tickets, less than a quarter of its weekday's mean: a holiday or a gap widens the \
                 day factor"
            ));
        }
        let recorded: u64 = self.priorities.iter().map(|p| p.tickets).sum();
        if recorded < self.tickets {
            let without = self.tickets - recorded;
            cautions.push(format!(
                "{without} tickets have no priority: the mix is of the others"
            ));
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
    shares(
        counts
            .into_iter()
            .enumerate()
            .map(|(p, n)| (format!("P{}", p + 1), n)),
    )
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
    let share = |(name, tickets): (String, u64)| Share {
        name,
        tickets,
        share: tickets as f64 / all.max(1) as f64,
    };
    counts.into_iter().map(share).collect()
}
