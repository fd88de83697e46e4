//! Desks with dates, from the tables to the hours: holidays, absences, sickness, new people, other time zones.

use desksim::experiment::load::Load;
use desksim::experiment::{Replicator, Watch};
use desksim::metric::Outcome;
use desksim::model::Model;
use desksim::scenario;
use desksim::units::{DAY, HOUR};
use std::fs;

const WEEKS: f64 = 30.0;

/// A desk of 2027 with these settings, team and other tables.
fn desk(settings: &str, team: &str, tables: &[(&str, &str)]) -> Model {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("desk.csv", &format!("setting,value\ntickets_per_week,60\nfirst_day,2027-01-04\nweeks,{WEEKS}\n{settings}"));
    write("team.csv", team);
    tables.iter().for_each(|(name, text)| write(name, text));
    let desk = scenario::read(folder.path()).unwrap_or_else(|wrong| panic!("{}", wrong.render(100, false, false)));
    desk.scenarios.into_iter().next().expect("a scenario").model
}

fn run(model: &Model, replications: usize) -> Vec<Outcome> {
    let run = Replicator::new([model], 1, 2).run(0..replications, &Watch::default());
    run.expect("balanced books").remove(0)
}

/// Hours a week paid and on tickets, of all agents of a run.
fn hours(outcome: &Outcome) -> (f64, f64) {
    let sum = |of: fn(&desksim::metric::AgentTimes) -> i64| outcome.agents.iter().map(of).sum::<i64>() as f64;
    let week = HOUR.0 as f64 * WEEKS;
    (sum(|a| a.available + a.away) / week, sum(|a| a.available) / week)
}

const HOLIDAYS: &str =
    "date,holiday\n2027-01-01,New Year\n2027-02-15,Monday\n2027-03-26,Good Friday\n2027-05-01,Saturday\n";
const ABSENCES: &str =
    "group,agents,from,to,reason\ntechs,2,2027-02-08,2027-02-19,leave\ntechs,1,2027-02-15,2027-02-26,course\n";

#[test]
fn the_load_check_counts_the_hours_that_a_run_has() {
    let team = "group,role,agents,shift,works_holidays,hired\n\
                techs,technician,4,Mon-Fri 08:00-17:00,,\n\
                new,technician,1,Mon-Fri 08:00-17:00,,2027-03-24\n\
                nights,specialist,2,Sun-Thu 22:00-06:00,,\n\
                specs,specialist,2,Mon-Sat 09:00-18:00,yes,\n";
    let model = desk("mode,terminating\n", team, &[("holidays.csv", HOLIDAYS), ("absences.csv", ABSENCES)]);
    let people = Load::of(&model).expect("solved").people;
    for outcome in run(&model, 2) {
        let (paid, available) = hours(&outcome);
        // The night shift from the last Sunday of the window runs out of it, as one ran into it.
        assert!((paid - people.paid_hours).abs() < 1e-6 * paid, "{paid} paid, {} expected", people.paid_hours);
        assert!((available - people.available_hours).abs() < 2.0 / WEEKS, "{available}, {}", people.available_hours);
    }
}

#[test]
fn sickness_takes_its_share_and_is_the_same_whoever_else_is_there() {
    let team = |techs: usize| {
        format!(
            "group,role,agents,shift\ntechs,technician,{techs},Mon-Fri 08:00-17:00\n\
             specs,specialist,3,Mon-Sun 10:00-19:00\n"
        )
    };
    let settings = "sick_percent,8\nsick_mean_days,4\n";
    let model = desk(settings, &team(5), &[]);
    let people = Load::of(&model).expect("solved").people;
    let outcomes = run(&model, 40);
    let all: Vec<f64> = outcomes.iter().map(|o| hours(o).1).collect();
    let mean = all.iter().sum::<f64>() / all.len() as f64;
    let variance = all.iter().map(|a| (a - mean).powi(2)).sum::<f64>() / (all.len() - 1) as f64;
    let error = (variance / all.len() as f64).sqrt();
    assert!((mean - people.available_hours).abs() < 5.0 * error, "{mean}, {} expected", people.available_hours);
    assert!(outcomes.iter().all(|o| (hours(o).0 - people.paid_hours).abs() < 1e-6));
    // Two more colleagues: the same people have the same days.
    let more = run(&desk(settings, &team(7), &[]), 3);
    for (few, more) in outcomes.iter().zip(&more) {
        let on = |o: &Outcome, agents: std::ops::Range<usize>| -> Vec<i64> {
            o.agents[agents].iter().map(|a| a.available).collect()
        };
        assert_eq!((on(few, 0..5), on(few, 5..8)), (on(more, 0..5), on(more, 7..10)));
    }
}

#[test]
fn a_group_elsewhere_works_by_its_own_clock() {
    let team = "group,role,agents,shift,time_zone\n\
                berlin,technician,3,Mon-Fri 08:00-17:00,\n\
                kolkata,specialist,2,Mon-Fri 09:00-18:00,Asia/Kolkata\n\
                new york,specialist,2,Sat-Sun 20:00-06:00,America/New_York\n";
    let model = desk("time_zone,Europe/Berlin\n", team, &[]);
    assert_eq!(model.groups[0].dates.zone, None);
    let zone = model.groups[1].dates.zone.as_ref().expect("another zone");
    // 09:00 in Kolkata is 04:30 in Berlin in winter, 05:30 in summer.
    let opens = |day: i64| zone.instant(desksim::units::Time(day * DAY.0 + 9 * HOUR.0)).0 - day * DAY.0;
    assert_eq!([opens(0), opens(180)].map(|at| at * 2 / HOUR.0), [9, 11]);
    // Paid hours are those of the shift but for the hour by which New York is put forward during one.
    let paid = hours(&run(&model, 1)[0]).0;
    let usual: f64 = model.groups.iter().map(|g| g.agents as f64 * g.paid_per_week().hours()).sum();
    assert!(paid <= usual && usual - paid < 2.1 / WEEKS, "{paid} of {usual}");
}
