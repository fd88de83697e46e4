//! The course of demand over the week: profiles of `arrivals.csv`, an hour, half of one or a quarter a row.

use super::super::{Allowed, Cell, Mistake, Mistakes, quoted};
use super::presets;
use super::tables::Tables;
use crate::model::Profile;
use crate::units::HOUR;
use std::collections::BTreeMap;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const QUARTER: i64 = HOUR.0 / 4;

/// The profile of a kind.
pub(super) fn profile(t: &mut Tables, key: &str, profiles: &BTreeMap<String, Profile>) -> Profile {
    let names: Vec<&String> = profiles.keys().collect();
    if let Some(cell) = t.text("tickets", key, "profile") {
        return cell.one_of(&names, "profile", t.mistakes).map_or_else(Profile::flat, |i| profiles[names[i]].clone());
    }
    match profiles.len() {
        0 if t.neutral => Profile::flat(),
        0 => {
            t.note("tickets", "profile");
            Profile::new(&presets::profile()).unwrap_or_else(Profile::flat)
        }
        _ => profiles.get("default").unwrap_or(&profiles[names[0]]).clone(),
    }
}

/// A row: where its time stands, the quarter of the day it is, whether it is said to be an hour, and a weight for each day.
struct Weights<'s> {
    time: Cell<'s>,
    from: usize,
    hour: bool,
    days: [f64; 7],
}

/// All profiles of the desk, by name in lower case.
pub(super) fn profiles(t: &mut Tables) -> BTreeMap<String, Profile> {
    let Some(sheet) = t.sheets.get("arrivals") else { return BTreeMap::new() };
    let known: Vec<&str> = super::columns::names("arrivals");
    sheet.check_columns(&known, &["hour"], t.mistakes);
    let mut rows: BTreeMap<String, Vec<Weights>> = BTreeMap::new();
    for row in sheet.rows() {
        let name = row.given("profile").map_or("default", |c| c.text()).to_lowercase();
        let Some(time) = row.given("hour") else { continue };
        let Some((from, hour)) = quarter(&time, t.mistakes) else { continue };
        let weight = |column: &&str| {
            let cell = row.given(column)?;
            cell.number(&Allowed::at_least(0.0, ""), t.mistakes)
        };
        let mut days = [0.0; 7];
        for (of_day, weight) in days.iter_mut().zip(DAYS.iter().map(weight)) {
            *of_day = weight.unwrap_or(0.0);
        }
        rows.entry(name).or_default().push(Weights { time, from, hour, days });
    }
    let mut profiles = BTreeMap::new();
    for (name, rows) in rows {
        let weights = weights(&rows, t.mistakes);
        match Profile::new(&weights) {
            Some(profile) => {
                profiles.insert(name, profile);
            }
            None => {
                let message = format!("the weights of profile {} are all 0", quoted(&name));
                t.mistakes
                    .push(Mistake::new(sheet.as_place(), message).help("give at least one hour a weight above 0"));
            }
        }
    }
    profiles
}

/// The quarter of the day that a time names, and whether it is said to be an hour: `8`, not `08:00`.
fn quarter(time: &Cell, mistakes: &mut Mistakes) -> Option<(usize, bool)> {
    if !time.text().contains(':') {
        let hour = time.whole(&Allowed::between(0.0, 23.0, ""), mistakes)?;
        return Some((4 * hour as usize, true));
    }
    let at = time.time_of_day(mistakes)?;
    if at.0 % QUARTER != 0 {
        let message = format!("found {}; must be an hour or a quarter of one, as `8` or `08:15`", quoted(time.text()));
        mistakes.push(time.mistake(message).label("not a quarter of an hour"));
        return None;
    }
    Some(((at.0 / QUARTER) as usize, false))
}

/// Weights of the hours of the week from Monday on, or of their quarters if a row of the profile begins within an hour.
fn weights(rows: &[Weights], mistakes: &mut Mistakes) -> Vec<f64> {
    // Where all times are on the hour, `08:00` is the hour that `8` is; where some are at half past, half an hour.
    let step = [4, 2, 1].into_iter().find(|step| rows.iter().all(|row| row.from.is_multiple_of(*step))).unwrap_or(1);
    let mut of_quarter = vec![0.0; 672];
    let mut seen = [false; 96];
    for Weights { time, from, hour, days } in rows {
        let long = if *hour { 4 } else { step };
        let covered = *from..from + long;
        if seen[covered.clone()].contains(&true) {
            let what = match long {
                4 => format!("hour {}", from / 4),
                _ => format!("{:02}:{:02}", from / 4, from % 4 * 15),
            };
            let help = if step == 4 { "keep one row an hour" } else { "keep one row for each part of an hour" };
            mistakes.push(time.mistake(format!("{what} occurs twice")).help(help));
        }
        seen[covered.clone()].fill(true);
        for (day, weight) in days.iter().enumerate() {
            covered.clone().for_each(|quarter| of_quarter[day * 96 + quarter] = weight / long as f64);
        }
    }
    if step < 4 { of_quarter } else { of_quarter.chunks_exact(4).map(|hour| 4.0 * hour[0]).collect() }
}
