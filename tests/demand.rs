//! What the world brings, against counts and formulas worked out another way.

use desksim::experiment::load::Load;
use desksim::model::Model;
use desksim::scenario;
use desksim::units::{DAY, Time};
use desksim::workload::{Arrival, Arrivals, Draws};
use std::fs;

const TEAM: &str = "group,role,agents\ntechs,technician,3\nspecs,specialist,2\n";

/// The model of a desk of these tables; `settings` are rows of `desk.csv`.
fn model(settings: &str, tables: &[(&str, &str)]) -> Model {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = format!("setting,value\n{settings}");
    for (name, text) in [("desk.csv", desk.as_str()), ("team.csv", TEAM)].iter().chain(tables) {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let desk = scenario::read(folder.path()).unwrap_or_else(|m| panic!("{}", m.render(100, false, false)));
    desk.scenarios.into_iter().next().expect("a scenario").model
}

/// The tickets of the first days of a replication.
fn tickets(model: &Model, replication: u64, days: i64) -> Vec<Arrival> {
    let draws = Draws::new(model);
    Arrivals::new(model, &draws, 11, replication).take_while(|a| a.at < Time(days * DAY.0)).collect()
}

/// Tickets of each day over some replications.
fn by_day(model: &Model, replications: u64, days: i64) -> Vec<f64> {
    let draws = Draws::new(model);
    let mut counts = vec![0.0; days as usize];
    for replication in 0..replications {
        let arrivals = Arrivals::new(model, &draws, 11, replication);
        for ticket in arrivals.take_while(|a| a.at < Time(days * DAY.0)) {
            counts[(ticket.at.0 / DAY.0) as usize] += 1.0;
        }
    }
    counts
}

/// Limit of a normal score: one of a thousand of them is beyond it once in ten thousand tests.
const Z: f64 = 5.3;

const DATED: &str = "tickets_per_week,700\nfirst_day,2027-09-01\nmode,terminating\nweeks,10\nday_factor_cv,0\n\
                     growth_percent_a_year,30\nafter_holiday_percent,150\n";
/// Labour Day closes Monday, the next days are seven and eight of a fortnight; the last one lies after the run.
const HOLIDAYS: &str = "date,tickets_percent\n2027-09-06,25\n2027-09-16,0\n2027-09-17,10\n2028-09-04,10\n";
const SEASONS: &str = "month,tickets_percent\n9,133\n12,74\n";

/// The factors of that desk by hand. Monday of the first week is 30 August 2027.
fn factor(day: i64) -> f64 {
    let september = (2..32).contains(&day);
    let holiday = [(7, 0.25), (8, 1.5), (17, 0.0), (18, 0.1), (21, 1.5)];
    let of_date = holiday.iter().find(|(d, _)| *d == day).map_or(1.0, |(_, f)| *f);
    (if september { 1.33 } else { 1.0 }) * of_date * 1.3f64.powf(day as f64 / 365.25)
}

#[test]
fn dates_make_of_each_day_what_their_rows_say() {
    let model = model(DATED, &[("holidays.csv", HOLIDAYS), ("seasons.csv", SEASONS)]);
    for day in 0..70 {
        let found = model.demand.by_day.of(day);
        assert!((found - factor(day)).abs() < 1e-12, "day {day}: {found}, by hand {}", factor(day));
    }
    let replications = 150;
    let profile = &model.kinds[0].stream.profile;
    let mut by_hand = 0.0;
    for (day, found) in (0..).zip(by_day(&model, replications, 70)) {
        let tickets = 700.0 * profile.day(day as usize % 7) * factor(day);
        by_hand += tickets;
        let expected = tickets * replications as f64;
        assert!((found - expected).abs() <= Z * expected.sqrt(), "day {day}: {found} tickets, expected {expected}");
    }
    let load = Load::of(&model).expect("a load").tickets_per_week;
    assert!((load - by_hand / 10.0).abs() < 1e-9, "{load} a week, by hand {}", by_hand / 10.0);
}

#[test]
fn a_busier_date_only_adds_tickets() {
    let settings = "tickets_per_week,900\nfirst_day,2027-01-04\nmode,terminating\nweeks,4\nday_factor_cv,0.2\n";
    let ordinary = model(settings, &[]);
    let busier = model(settings, &[("seasons.csv", "month,tickets_percent\n1,140\n")]);
    let closed = model(settings, &[("holidays.csv", "date\n2027-01-12\n")]);
    for replication in 0..5 {
        let (few, many, fewer) =
            (tickets(&ordinary, replication, 28), tickets(&busier, replication, 28), tickets(&closed, replication, 28));
        assert!(many.len() as f64 > 1.25 * few.len() as f64);
        assert!(few.iter().all(|t| many.binary_search_by_key(&(t.at, t.key), |m| (m.at, m.key)).is_ok()));
        let elsewhere = |t: &&Arrival| t.at.0 / DAY.0 != 8;
        assert!(few.iter().filter(elsewhere).eq(fewer.iter().filter(elsewhere)), "a holiday shifts nothing else");
        assert!(fewer.iter().all(|t| few.contains(t)));
    }
}

#[test]
fn the_business_clock_stands_still_on_a_holiday() {
    let settings = "tickets_per_week,100\nfirst_day,2027-01-06\nmode,terminating\n";
    let hours = model(settings, &[("holidays.csv", "date\n2027-01-12\n")]).business_hours;
    let week = |n: i64| hours.elapsed(Time(7 * n * DAY.0), Time(7 * (n + 1) * DAY.0)).hours();
    assert_eq!([0, 1, 2].map(week), [50.0, 40.0, 50.0]);
}

#[test]
fn a_desk_that_is_closed_for_good_gets_no_tickets() {
    let settings = "tickets_per_week,100\nfirst_day,2027-08-02\nmode,terminating\nweeks,1\nday_factor_cv,0\n";
    let closed = model(settings, &[("seasons.csv", "month,tickets_percent\n8,0\n")]);
    assert_eq!(Arrivals::new(&closed, &Draws::new(&closed), 1, 0).next(), None);
}
