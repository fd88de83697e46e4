//! What the world brings, against counts and formulas worked out another way.

use desksim::engine::{Eligibility, simulate};
use desksim::experiment::load::Load;
use desksim::metric::Record;
use desksim::model::Model;
use desksim::policy;
use desksim::scenario;
use desksim::units::{DAY, HOUR, Time};
use desksim::workload::{Arrival, Arrivals, Draws, Key};
use std::collections::BTreeSet;
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

/// Whether all of these tickets are among those.
fn within(few: &[Arrival], many: &[Arrival]) -> bool {
    let many: BTreeSet<_> = many.iter().map(|t| (t.at, t.key)).collect();
    few.iter().all(|t| many.contains(&(t.at, t.key)))
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
        assert!(within(&few, &many));
        let elsewhere = |t: &&Arrival| t.at.0 / DAY.0 != 8;
        assert!(few.iter().filter(elsewhere).eq(fewer.iter().filter(elsewhere)), "a holiday shifts nothing else");
        assert!(within(&fewer, &few));
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

/// One kind whose tickets come by `columns` (heading, cells).
fn kind(settings: &str, columns: (&str, &str)) -> Model {
    let tickets = format!("kind,{}\nsoftware/access,{}\n", columns.0, columns.1);
    model(&format!("day_factor_cv,0\n{settings}"), &[("tickets.csv", &tickets)])
}

/// How many points bring each number of tickets, from 1 on.
fn sizes(tickets: &[Arrival]) -> Vec<f64> {
    let mut sizes = vec![0.0; 64];
    for together in tickets.chunk_by(|a, b| a.at == b.at) {
        sizes[together.len() - 1] += 1.0;
    }
    sizes
}

#[test]
fn batches_have_their_law_and_leave_the_volume_what_it_is() {
    let weeks = 4000.0;
    for (law, mean) in [("geometric", 2.5), ("fixed", 3.0)] {
        // Few points to a microsecond: two batches at one instant would look like one.
        let desk = kind("", ("per_week,batch_mean,batch_law", &format!("30,{mean},{law}")));
        let all = tickets(&desk, 0, 7 * weeks as i64);
        let sizes = sizes(&all);
        let points: f64 = sizes.iter().sum();
        let expected = 30.0 * weeks / mean;
        assert!((points - expected).abs() < Z * expected.sqrt(), "{law}: {points} batches, expected {expected}");
        for (n, found) in (1..=20).zip(sizes) {
            let p = match law {
                "fixed" => f64::from(n == 3),
                _ => (1.0 / mean) * (1.0 - 1.0 / mean).powi(n - 1),
            };
            let spread = (points * p * (1.0 - p)).sqrt();
            assert!(
                (found - points * p).abs() <= Z * spread + 1e-9,
                "{law}: {found} batches of {n}, expected {}",
                points * p
            );
        }
        let keys: BTreeSet<_> = all.iter().map(|t| t.key).collect();
        assert_eq!(keys.len(), all.len(), "every ticket has a key of its own");
    }
}

#[test]
fn batches_come_by_a_law_of_the_gaps_as_well() {
    let desk = kind("", ("per_week,arrivals,batch_mean,batch_law", "84,fixed,2,fixed"));
    let all = tickets(&desk, 0, 70);
    assert!(all.len().abs_diff(840) <= 2, "{}", all.len());
}

#[test]
fn self_service_only_takes_tickets_away() {
    let columns = |percent: &str| kind("", ("per_week,batch_mean,deflected_percent", &format!("500,2,{percent}")));
    let desks = ["0", "20", "50", "100"].map(columns);
    let [all, some, half, none] = [0, 1, 2, 3].map(|d| tickets(&desks[d], 0, 700));
    assert!(within(&some, &all) && within(&half, &some));
    assert!(none.is_empty());
    for (left, share) in [(&some, 0.8), (&half, 0.5)] {
        let (found, of) = (left.len() as f64, all.len() as f64);
        assert!((found - share * of).abs() < Z * (share * (1.0 - share) * of).sqrt(), "{found} of {of}");
    }
    let load = |d: usize| Load::of(&desks[d]).expect("a load").tickets_per_week;
    assert_eq!([load(0), load(1)], [500.0, 400.0]);
}

/// Mean and variance of the numbers of tickets in windows of so many hours.
fn spread(tickets: &[Arrival], days: i64, hours: i64) -> (f64, f64) {
    let mut counts = vec![0.0; (days * 24 / hours) as usize];
    for ticket in tickets {
        counts[(ticket.at.0 / (hours * HOUR.0)) as usize] += 1.0;
    }
    let n = counts.len() as f64;
    let mean = counts.iter().sum::<f64>() / n;
    (mean, counts.iter().map(|c| (c - mean).powi(2)).sum::<f64>() / (n - 1.0))
}

/// Every hour of the week alike.
fn flat() -> String {
    let rows = (0..24).map(|hour| format!("{hour},1,1,1,1,1,1,1\n"));
    format!("hour,mon,tue,wed,thu,fri,sat,sun\n{}", rows.collect::<String>())
}

/// The variance of a Poisson count with a random rate is its mean and the variance of the rate's integral. Here the rate is a in a
/// share p of time and b in q, and its covariance p q (a - b)^2 exp(-r s), r being the sum of the rates at which phases end: in a
/// window t, m t + 2 p q (a - b)^2 (t - (1 - exp(-r t)) / r) / r.
#[test]
fn bursts_have_the_mean_and_the_variances_of_their_process() {
    let (a, b, burst, calm) = (4.0, 0.8, 10.0 / 3.0, 5.0);
    let (p, r) = (burst / (burst + calm), 1.0 / burst + 1.0 / calm);
    let mean = p * a + (1.0 - p) * b;
    let cells = format!("{},5,{burst},{calm}", 168.0 * mean);
    let tickets_csv = format!("kind,per_week,burst_rate_factor,burst_mean_hours,calm_mean_hours\nsoftware,{cells}\n");
    let desk = model("day_factor_cv,0\n", &[("tickets.csv", &tickets_csv), ("arrivals.csv", &flat())]);
    let days = 20_000;
    let all = tickets(&desk, 0, days);
    for hours in [1, 6, 24] {
        let t = hours as f64;
        let variance = mean * t + 2.0 * p * (1.0 - p) * (a - b).powi(2) * (t - (1.0 - (-r * t).exp()) / r) / r;
        let (found, of) = spread(&all, days, hours);
        let windows = days as f64 * 24.0 / t;
        // Windows side by side are correlated over a few hours; the error of a mean is that of long windows.
        let long = mean + 2.0 * p * (1.0 - p) * (a - b).powi(2) / r;
        assert!((found / t - mean).abs() < Z * (long / (windows * t)).sqrt(), "{hours} h: mean {found}");
        let error = variance * (12.0 / windows).sqrt();
        assert!((of - variance).abs() < Z * error, "{hours} h: variance {of}, expected {variance} to {error}");
    }
    let again = model(
        "day_factor_cv,0\n",
        &[("tickets.csv", &tickets_csv.replace("software,", "software,1")), ("arrivals.csv", &flat())],
    );
    assert!(within(&tickets(&desk, 1, 100), &tickets(&again, 1, 100)), "more demand only adds tickets");
}

/// With factors of cv c for all and d for a category, daily counts with mean m of two kinds have covariance m m (c c) across
/// categories and m m ((1 + c c)(1 + d d) - 1) within one.
#[test]
fn the_days_of_a_category_go_together() {
    let tickets_csv = "kind,per_week\nsoftware/access,210\nsoftware/user-app,210\nhardware,210\n";
    let (c, d) = (0.2, 0.3);
    let settings = format!("day_factor_cv,{c}\ncategory_factor_cv,{d}\n");
    let desk = model(&settings, &[("tickets.csv", tickets_csv), ("arrivals.csv", &flat())]);
    let days = 6000;
    let mut counts = vec![[0.0; 3]; days];
    for ticket in tickets(&desk, 0, days as i64) {
        counts[(ticket.at.0 / DAY.0) as usize][ticket.kind] += 1.0;
    }
    let n = days as f64;
    let mean: [f64; 3] = std::array::from_fn(|k| counts.iter().map(|day| day[k]).sum::<f64>() / n);
    let products =
        |a: usize, b: usize| -> Vec<f64> { counts.iter().map(|day| (day[a] - mean[a]) * (day[b] - mean[b])).collect() };
    let across = 900.0 * c * c;
    let inside = 900.0 * ((1.0 + c * c) * (1.0 + d * d) - 1.0);
    for (a, b, expected) in
        [(0, 1, inside), (0, 2, across), (1, 2, across), (0, 0, inside + 30.0), (2, 2, inside + 30.0)]
    {
        let each = products(a, b);
        let found = each.iter().sum::<f64>() / n;
        let error = (each.iter().map(|p| (p - found).powi(2)).sum::<f64>() / (n * n)).sqrt();
        assert!((found - expected).abs() < Z * error, "{a} {b}: {found}, expected {expected} to {error}");
    }
    let without = model(&format!("day_factor_cv,{c}\n"), &[("tickets.csv", tickets_csv), ("arrivals.csv", &flat())]);
    let (busy, usual) = (tickets(&desk, 0, 50), tickets(&without, 0, 50));
    let day = |all: &[Arrival], day: i64| {
        all.iter().filter(|t| t.at.0 / DAY.0 == day && t.kind == 2).copied().collect::<Vec<_>>()
    };
    for n in 0..50 {
        let (a, b) = (day(&busy, n), day(&usual, n));
        assert!(within(&a, &b) || within(&b, &a), "day {n} gains or loses tickets, and does not do both");
    }
}

#[test]
fn a_backlog_is_there_at_the_start_and_changes_nothing_after_it() {
    let settings = |backlog: u32| {
        format!("tickets_per_week,300\nmode,terminating\nweeks,2\nreplications,1\ninitial_backlog,{backlog}\n")
    };
    let (with, without) = (model(&settings(400), &[]), model(&settings(0), &[]));
    let (all, later) = (tickets(&with, 0, 14), tickets(&without, 0, 14));
    let (backlog, rest) = all.split_at(400);
    assert!(backlog.iter().all(|t| t.at == Time::ZERO));
    assert_eq!(rest, later);
    let volume: f64 = with.kinds.iter().map(|k| k.stream.per_week).sum();
    for (k, kind) in with.kinds.iter().enumerate() {
        let p = kind.stream.per_week / volume;
        let found = backlog.iter().filter(|t| t.kind == k).count() as f64;
        assert!((found - 400.0 * p).abs() <= Z * (400.0 * p * (1.0 - p)).sqrt(), "{}: {found}", kind.name);
    }
    let (eligibility, draws) = (Eligibility::new(&with), Draws::new(&with));
    let mut policy = policy::make(&with.policy, &with, Key::root(11, 0)).expect("a policy");
    let mut record = Record::new(&with);
    let ledger = simulate(
        &with,
        &eligibility,
        &draws,
        Key::root(11, 0),
        Arrivals::new(&with, &draws, 11, 0),
        &mut policy,
        &mut record,
    );
    let outcome = record.finish(ledger.expect("balanced books")).expect("a balanced record");
    let arrived: u64 = outcome.cells.iter().map(|c| c.arrived).sum();
    assert_eq!(arrived, later.len() as u64, "they are work, and not among the measured");
}

/// The course of a week by quarters of an hour: Monday as its rows say, no other day.
fn monday(rows: &str) -> Model {
    model("tickets_per_week,1000\nday_factor_cv,0\n", &[("arrivals.csv", &format!("hour,mon\n{rows}"))])
}

#[test]
fn quarters_of_an_hour_have_their_weights() {
    let desk = monday("8,4\n09:00,1\n09:15,3\n09:45,2\n");
    let weights = [1.0, 1.0, 1.0, 1.0, 1.0, 3.0, 0.0, 2.0];
    let mut counts = [0.0; 8];
    for replication in 0..200 {
        for ticket in tickets(&desk, replication, 7) {
            counts[(ticket.at.0 / (HOUR.0 / 4)) as usize - 32] += 1.0;
        }
    }
    for (quarter, (found, weight)) in counts.into_iter().zip(weights).enumerate() {
        let expected: f64 = 200_000.0 * weight / 10.0;
        assert!((found - expected).abs() <= Z * expected.sqrt(), "quarter {quarter}: {found}, expected {expected}");
    }
}

#[test]
fn times_say_how_long_their_rows_are() {
    let profile = |rows: &str| monday(rows).kinds[0].stream.profile.clone();
    assert_eq!(profile("08:00,2\n09:00,1\n"), profile("8,2\n9,1\n"), "on the hour: hours");
    let halves = profile("08:00,2\n08:30,1\n9,3\n");
    assert_eq!(halves, profile("08:00,1\n08:15,1\n08:30,0.5\n08:45,0.5\n9,3\n"), "at half past: half hours");
    // An hour of quarters alike is the hour.
    let (one, four) = (monday("8,4\n9,6\n"), monday("08:00,1\n08:15,1\n08:30,1\n08:45,1\n9,6\n"));
    let (one, four) = (tickets(&one, 0, 7), tickets(&four, 0, 7));
    assert_eq!(one.len(), four.len());
    assert!(one.iter().zip(&four).all(|(a, b)| a.key == b.key && (a.at.0 - b.at.0).abs() <= 1));
}
