//! Targets by priority and kind: rows of `targets.csv`, else a named set.

use super::super::{Cell, Mistakes, Period, PeriodUnit, Sheet, Source};
use super::presets::TARGET_SETS;
use super::tables::Tables;
use crate::model::{Clock, Hours, Kind, Limit, Target};
use crate::units::Span;

/// Business time of `days` business days: of an average open day of the week.
fn business_days(days: f64, hours: &Hours) -> Span {
    let open = (0..7).filter(|d| {
        let (from, to) = (d * crate::units::DAY.0, (d + 1) * crate::units::DAY.0);
        hours.elapsed(crate::units::Time(from), crate::units::Time(to)).0 > 0
    });
    let count = open.count().max(1) as f64;
    Span((hours.per_week().0 as f64 / count * days) as i64)
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

/// The limits of a named set as a table of its own, so that both are read by the same code.
pub(super) fn set_as_sheet(name: &str) -> Option<Sheet> {
    let set = TARGET_SETS.iter().find(|s| s.name == name)?;
    let rows: Vec<String> = (1..).zip(set.limits).map(|(p, (r, s))| format!("P{p},{r},{s}\n")).collect();
    let text = format!("priority,response,resolution\n{}", rows.concat());
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
    let mut all = Vec::new();
    for kind in kinds {
        let mut row = Vec::new();
        for p in 0..priorities {
            let mut target = Target { share, ..Target::default() };
            if let Some(Some(sheet)) = sets.get(named)
                && let Some(set) = sheet.rows().nth(p.min(3))
            {
                let get = |c: &str, m: &mut Mistakes| set.given(c).and_then(|cell| read(cell, clock, hours, m));
                target.response = get("response", t.mistakes);
                target.resolution = get("resolution", t.mistakes);
            }
            let priority = format!("p{}", p + 1);
            let name = kind.name.to_lowercase();
            for key in ["*.*".into(), format!("*.{name}"), format!("{priority}.*"), format!("{priority}.{name}")] {
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

fn check_key(t: &mut Tables, key: &str, kinds: &[Kind], priorities: usize) {
    let Some(row) = t.index.row("targets", key) else { return };
    let mut words: Vec<String> = (1..=priorities).map(|p| format!("P{p}")).collect();
    words.push("*".into());
    if let Some(cell) = row.given("priority") {
        cell.one_of(&words, "priority", t.mistakes);
    }
    let mut names: Vec<&str> = kinds.iter().map(|k| k.name.as_str()).collect();
    names.push("*");
    if let Some(cell) = row.given("kind") {
        cell.one_of(&names, "kind", t.mistakes);
    }
}
