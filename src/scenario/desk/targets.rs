//! Targets by priority and kind: rows of `targets.csv`, else a named set.

use super::super::{Cell, Mistakes, Period, PeriodUnit, Sheet, Source};
use super::presets::{REQUESTS, TARGET_SETS};
use super::tables::Tables;
use crate::model::{Clock, Hours, Kind, Limit, Target};
use crate::units::{DAY, MINUTE, Span, Time};

/// Business time of `days` business days: of an average one of those on which the desk opens, or is open at noon. So a night
/// is one day, and five days around the clock are five.
fn business_days(days: f64, hours: &Hours) -> Span {
    let open_at = |at: i64| hours.elapsed(Time(at), Time(at + MINUTE.0)).0 > 0;
    let opens = |day: i64| {
        let starts = hours.intervals().iter().map(|(start, _)| start.0);
        // Monday 00:00 is no opening if Sunday was open until then.
        starts.filter(|start| start.div_euclid(DAY.0) == day).any(|start| !open_at(start - MINUTE.0))
    };
    let count = (0..7).filter(|day| opens(*day) || open_at(day * DAY.0 + DAY.0 / 2)).count().max(1);
    Span((hours.per_week().0 as f64 / count as f64 * days) as i64)
}

fn limit(period: Period, clock: Clock, hours: &Hours) -> Limit {
    match period {
        Period::Calendar(within) => Limit { within, clock },
        Period::Business(within) => Limit { within, clock: Clock::BusinessLessPauses },
        Period::BusinessDays(days) => Limit { within: business_days(days, hours), clock: Clock::BusinessLessPauses },
    }
}

fn read(cell: Cell, clock: Clock, hours: &Hours, mistakes: &mut Mistakes) -> Option<Limit> {
    if cell.text() == "-" {
        return None;
    }
    cell.period(PeriodUnit::Hours, mistakes).map(|p| limit(p, clock, hours))
}

/// Rows of a named set for incidents, then for requests if it has such.
const IN_SET: usize = 4;

/// The limits of a named set as a table of its own, so that both are read by the same code.
pub(super) fn set_as_sheet(name: &str) -> Option<Sheet> {
    let set = TARGET_SETS.iter().find(|s| s.name == name)?;
    let rows = set.limits.into_iter().chain(set.requests.into_iter().flatten());
    let rows: Vec<String> = rows.map(|(response, resolution)| format!("{response},{resolution}\n")).collect();
    let text = format!("response,resolution\n{}", rows.concat());
    let mut mistakes = Mistakes::new();
    let source = Source::from_bytes(name, text.as_bytes(), &mut mistakes)?;
    Sheet::parse(source, &mut mistakes)
}

/// `targets[kind][priority]`.
pub(super) fn targets(
    t: &mut Tables,
    kinds: &[Kind],
    priorities: usize,
    hours: &Hours,
    sets: &[Option<Sheet>],
) -> Vec<Vec<Target>> {
    let clock = Clock::ALL[t.word("desk", "", "target_clock", 2)];
    let share = t.number("desk", "", "target_share_percent", 90.0) / 100.0;
    let own = !t.index.keys("targets").is_empty();
    let neutral = if t.neutral || own { 3 } else { 0 };
    if own && t.written("desk", "", "targets").is_none() {
        t.asked.insert("desk.targets".into());
    }
    let named =
        if own && t.written("desk", "", "targets").is_none() { 3 } else { t.word("desk", "", "targets", neutral) };
    for key in t.index.keys("targets").to_vec() {
        check_key(t, &key, kinds, priorities);
    }
    let set = sets.get(named).and_then(Option::as_ref);
    let of_requests = set.is_some_and(|set| set.rows().len() > IN_SET);
    // A kind of that name is meant before all requests.
    let word = kinds.iter().all(|kind| !kind.name.eq_ignore_ascii_case("requests"));
    let matters = of_requests || word && t.index.keys("targets").iter().any(|key| key.ends_with(".requests"));
    let mut all = Vec::new();
    for kind in kinds {
        let name = kind.name.to_lowercase();
        let request = is_request(t, &name, matters);
        let scopes = ["*", "requests", &name].into_iter().enumerate().filter(|(i, _)| *i != 1 || request && word);
        let scopes: Vec<&str> = scopes.map(|(_, scope)| scope).collect();
        let mut row = Vec::new();
        for p in 0..priorities {
            let mut target = Target { share, ..Target::default() };
            let of_kind = if request && of_requests { IN_SET } else { 0 };
            if let Some(set) = set.and_then(|set| set.rows().nth(of_kind + p.min(IN_SET - 1))) {
                let get = |c: &str, m: &mut Mistakes| set.given(c).and_then(|cell| read(cell, clock, hours, m));
                target.response = get("response", t.mistakes);
                target.resolution = get("resolution", t.mistakes);
            }
            let priority = format!("p{}", p + 1);
            let keys =
                ["*", &priority].into_iter().flat_map(|p| scopes.iter().map(move |scope| format!("{p}.{scope}")));
            for key in keys.collect::<Vec<String>>() {
                if t.index.row("targets", &key).is_none() {
                    continue;
                }
                if let Some(cell) = t.text("targets", &key, "response") {
                    target.response = read(cell, clock, hours, t.mistakes);
                }
                if let Some(cell) = t.text("targets", &key, "resolution") {
                    target.resolution = read(cell, clock, hours, t.mistakes);
                }
                if let Some(percent) = t.number_given("targets", &key, "share_percent", None) {
                    target.share = percent / 100.0;
                }
            }
            row.push(target);
        }
        all.push(row);
    }
    all
}

/// Whether tickets of a kind ask for something; its default is worth noting only where limits differ.
fn is_request(t: &mut Tables, key: &str, matters: bool) -> bool {
    let usual = !t.neutral && REQUESTS.contains(&key);
    match t.text("tickets", key, "request") {
        Some(cell) => cell.yes_no(t.mistakes).unwrap_or(usual),
        None => {
            if matters {
                t.note("tickets", "request");
            }
            usual
        }
    }
}

fn check_key(t: &mut Tables, key: &str, kinds: &[Kind], priorities: usize) {
    let Some(row) = t.index.row("targets", key) else { return };
    let mut words: Vec<String> = (1..=priorities).map(|p| format!("P{p}")).collect();
    words.push("*".into());
    if let Some(cell) = row.given("priority") {
        cell.one_of(&words, "priority", t.mistakes);
    }
    let mut names: Vec<&str> = kinds.iter().map(|k| k.name.as_str()).collect();
    names.extend(["requests", "*"]);
    if let Some(cell) = row.given("kind") {
        cell.one_of(&names, "kind", t.mistakes);
    }
}
