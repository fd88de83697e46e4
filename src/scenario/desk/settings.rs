//! The settings of `desk.csv`: the run, the goal, the horizon, hours of the desk as a whole.

use super::super::{Mistake, looks_like_date, quoted};
use super::Run;
use super::tables::Tables;
use crate::model::{Cost, Extent, Horizon, Hours, Recorded, Regime};
use crate::units::{DAY, Span, Time, WEEK};

/// What makes a scenario the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Goal {
    /// The cheapest of those that meet every target.
    CheapestInTarget,
    /// The shortest mean resolution time.
    Fastest,
    /// The shortest mean resolution time of those whose salaries stay within this; `None`: the baseline's.
    FastestWithinBudget(Option<f64>),
}

impl Goal {
    /// The words for a goal, in the order of the setting's words.
    pub const NAMES: [&str; 3] = ["cheapest-in-target", "fastest", "fastest-within-budget"];
}

pub(super) fn run(t: &mut Tables) -> Run {
    Run {
        replications: t.number("desk", "", "replications", 20.0) as usize,
        seed: t.number("desk", "", "seed", 1.0) as u64,
        confidence: t.number("desk", "", "confidence_percent", 95.0) / 100.0,
    }
}

pub(super) fn goal(t: &mut Tables) -> Goal {
    match t.word("desk", "", "goal", 1) {
        0 => Goal::CheapestInTarget,
        1 => Goal::Fastest,
        _ => Goal::FastestWithinBudget(t.number_given("desk", "", "budget", None)),
    }
}

/// From salaries to what the desk costs.
pub(super) fn cost(t: &mut Tables) -> Cost {
    let neutral = |default: f64, none: f64| if t.neutral { none } else { default };
    let (benefits, overhead, overtime) = (neutral(29.9, 0.0), neutral(26.0, 0.0), neutral(1.5, 1.0));
    let overtime_factor = t.number("desk", "", "overtime_factor", overtime);
    Cost {
        benefits: share_of_cost(t, "benefits_percent", benefits),
        overhead: share_of_cost(t, "overhead_percent", overhead),
        overtime_factor,
        per_visit: t.number("desk", "", "travel_cost_per_visit", 0.0),
        call_out_factor: t
            .number_given("desk", "", "call_out_factor", Some(overtime_factor))
            .unwrap_or(overtime_factor),
        per_call_out: t.number("desk", "", "cost_per_call_out", 0.0),
        on_call_hour: t.number("desk", "", "on_call_pay_per_hour", 0.0),
    }
}

/// A share of a cost; all of it would leave nothing to reckon from.
fn share_of_cost(t: &mut Tables, setting: &'static str, default: f64) -> f64 {
    let share = t.number("desk", "", setting, default) / 100.0;
    if share < 1.0 {
        return share;
    }
    wrong(t, setting, "100 % of the cost leaves nothing for salaries".into(), "use less than 100");
    0.0
}

/// Fewest weeks a question about the long run throws away: on strongly correlated weeks MSER-5 alone asks for too few.
const LEAST_WARM_UP: f64 = 4.0;

fn short_warm_up(t: &mut Tables, weeks: f64) {
    let message = format!("found {weeks}; must be at least {LEAST_WARM_UP} weeks in steady mode");
    let help = "leave `warm_up_weeks` out, or ask about these very weeks from an empty desk with `mode` terminating";
    let mistake = match t.text("desk", "", "warm_up_weeks") {
        Some(cell) => cell.mistake(message).label("too short"),
        None => Mistake::new(place(t, "warm_up_weeks"), message),
    };
    t.mistakes.push(mistake.help(help));
}

/// What is measured. Recorded tickets are replayed from an empty desk, all of them, unless the desk says otherwise.
pub(super) fn horizon(t: &mut Tables, recorded: Option<&Recorded>) -> Horizon {
    let terminating = t.word("desk", "", "mode", usize::from(recorded.is_some())) == 1;
    let days = t.number_given("desk", "", "days", None);
    let tickets = t.number_given("desk", "", "tickets", None);
    if let (Some(_), Some(_), Some(cell)) = (days, tickets, t.written("desk", "", "tickets")) {
        let message = "both `days` and `tickets` say how long to measure".to_string();
        t.mistakes.push(cell.mistake(message).help("keep one of them"));
    }
    let day = |at: Time| at.0.div_euclid(DAY.0);
    let recorded_days = recorded.and_then(|r| Some((day(r.tickets.first()?.at), day(r.tickets.last()?.at))));
    let mut opens = 0;
    let measured = match (days, tickets) {
        (Some(days), _) => Extent::Span(Span(days as i64 * DAY.0)),
        (None, Some(tickets)) => Extent::Tickets(tickets as u64),
        (None, None) => {
            let weeks = match recorded_days {
                Some(_) => t.number_given("desk", "", "weeks", None),
                None => Some(t.number("desk", "", "weeks", 52.0)),
            };
            let of_record = || {
                let (first, last) = recorded_days?;
                opens = first * DAY.0;
                Some(Span((last - first + 1) * DAY.0))
            };
            Extent::Span(weeks.map(|w| Span(w as i64 * WEEK.0)).or_else(of_record).unwrap_or(WEEK))
        }
    };
    let warm_up = match (t.number_given("desk", "", "warm_up_tickets", None), measured) {
        (Some(tickets), _) => Extent::Tickets(tickets as u64),
        (None, Extent::Tickets(_)) if terminating => Extent::Tickets(0),
        (None, _) => {
            let default = if terminating { 0.0 } else { LEAST_WARM_UP };
            let weeks = t.number("desk", "", "warm_up_weeks", default);
            if !terminating && weeks < LEAST_WARM_UP {
                short_warm_up(t, weeks);
            }
            // The days of a record count from its first one; the week in which that is begins on Monday.
            let opens = if terminating && weeks == 0.0 { opens } else { 0 };
            Extent::Span(Span(weeks as i64 * WEEK.0 + opens))
        }
    };
    Horizon {
        warm_up,
        measured,
        regime: if terminating { Regime::Terminating } else { Regime::Steady },
        drain_cap: Span(t.number("desk", "", "drain_weeks", 26.0) as i64 * WEEK.0),
    }
}

/// Tickets open as the run begins.
pub(super) fn initial_backlog(t: &mut Tables, horizon: &Horizon, recorded: bool) -> u32 {
    let tickets = t.number("desk", "", "initial_backlog", 0.0) as u32;
    let why = match (horizon.regime, horizon.warm_up, horizon.measured) {
        _ if recorded => "recorded tickets are all there are",
        (Regime::Steady, ..) => "the long run does not depend on how it begins",
        (_, Extent::Span(_), Extent::Span(_)) => return tickets,
        _ => "a window in tickets would count them",
    };
    if tickets > 0
        && let Some(cell) = t.origin("desk", "", "initial_backlog")
    {
        let message = format!("`initial_backlog` is not possible: {why}");
        let help = "leave it out, or ask about generated tickets of some `weeks` or `days` with `mode` terminating";
        t.mistakes.push(cell.mistake(message).help(help));
    }
    tickets
}

/// The hours a setting names, or these.
pub(super) fn hours(t: &mut Tables, setting: &str, default: Vec<(Span, Span)>) -> Hours {
    match t.text("desk", "", setting) {
        Some(cell) => Hours::new(cell.shift(t.mistakes).unwrap_or(default)),
        None => {
            t.note("desk", setting);
            Hours::new(default)
        }
    }
}

/// Monday to Friday from one hour to another.
pub(super) fn weekdays(from: i64, to: i64) -> Vec<(Span, Span)> {
    use crate::units::HOUR;
    (0..5).map(|d| (Span(d * DAY.0 + from * HOUR.0), Span(d * DAY.0 + to * HOUR.0))).collect()
}

pub(super) fn snapshots(t: &mut Tables) -> Vec<Span> {
    let Some(cell) = t.text("desk", "", "snapshots") else { return Vec::new() };
    let mut times = Vec::new();
    for word in cell.text().split_whitespace() {
        match time_of_day(word) {
            Some(time) => times.push(time),
            None => {
                let message = format!("found {}; must be a time of day, as `09:00`", quoted(word));
                t.mistakes.push(cell.mistake(message).label("times of day, separated by spaces"));
            }
        }
    }
    times.sort_unstable();
    times.dedup();
    times
}

fn time_of_day(word: &str) -> Option<Span> {
    let (hour, minute) = word.split_once(':')?;
    let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
    let fine = (0..24).contains(&hour) && (0..60).contains(&minute);
    fine.then(|| Span(hour * crate::units::HOUR.0 + minute * crate::units::MINUTE.0))
}

/// Percentages by level, the highest first, that add up to 100.
pub(super) fn mix(t: &mut Tables, cell: super::super::Cell, levels: usize, highest: &str) -> Option<Vec<f64>> {
    let parts: Vec<&str> = cell.text().split('/').map(str::trim).collect();
    // Three numbers between strokes are a date to a spreadsheet.
    let date = looks_like_date(cell.text()).then(|| {
        let help = "it looks like a date that a spreadsheet made of it: with `%` after each number, as `10%/30%/60%`, it stays as typed";
        help.to_string()
    });
    let percent = |p: &&str| p.trim_end_matches('%').trim().replace(',', ".").parse::<f64>().ok();
    let values: Option<Vec<f64>> = parts.iter().map(percent).collect();
    let form = format!("{levels} percentages separated by `/`, {highest} first, that add up to 100");
    let fine = |v: &Vec<f64>| v.len() == levels && v.iter().all(|p| p.is_finite() && *p >= 0.0);
    let Some(values) = values.filter(fine) else {
        let message = format!("found {}; must be {form}", quoted(cell.text()));
        t.mistakes.push(cell.mistake(message).label("not such percentages").maybe_help(date));
        return None;
    };
    let sum: f64 = values.iter().sum();
    if (sum - 100.0).abs() > 0.05 {
        let message = format!("the percentages {} add up to {sum}; must be {form}", quoted(cell.text()));
        t.mistakes.push(cell.mistake(message).label("do not add up to 100").maybe_help(date));
        return None;
    }
    Some(values.into_iter().map(|p| p / sum).collect())
}

/// The volume of the whole desk, if it is given.
pub(super) fn volume(t: &mut Tables) -> Option<f64> {
    const WEEKS_A_MONTH: f64 = 365.25 / 12.0 / 7.0;
    if let (Some(_), Some(users)) = (t.written("desk", "", "tickets_per_week"), t.written("desk", "", "users")) {
        let message = "both `tickets_per_week` and `users` say how many tickets come".to_string();
        t.mistakes.push(users.mistake(message).help("keep one of them"));
    }
    if let Some(volume) = t.number_given("desk", "", "tickets_per_week", None) {
        return Some(volume);
    }
    let users = t.number_given("desk", "", "users", None)?;
    Some(users * t.number("desk", "", "tickets_per_user_month", 1.2) / WEEKS_A_MONTH)
}

/// Where a setting stands, or the table, for a mistake about a setting that is missing.
pub(super) fn place(t: &Tables, setting: &str) -> super::super::Place {
    t.written("desk", "", setting).map_or_else(|| t.place("desk"), |cell| cell.place())
}

/// A mistake about a setting.
pub(super) fn wrong(t: &mut Tables, setting: &str, message: String, help: &str) {
    let mistake = Mistake::new(place(t, setting), message).help(help);
    t.mistakes.push(mistake);
}
