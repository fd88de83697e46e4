//! Figures by hand and of a real log.

use std::io::Write;

use jiff::civil::date;

use super::super::*;
use super::history;

#[test]
fn figures_of_a_small_log_by_hand() {
    // Monday 11th: 3 tickets at 8, 1 at 9. Tuesday 12th: 2 at 8. Monday 18th: 2 at 8. Two Mondays, one Tuesday, and so on.
    let rows = "2016-04-11 08:00,1,Phone\n2016-04-11 08:10,3,Phone\n2016-04-11 08:59:59,3,Mail\n2016-04-11 09:00,3,\n\
        2016-04-12 08:00,3,Phone\n2016-04-12 08:30,NULL,Phone\n2016-04-18 08:00,2,Phone\n2016-04-18 08:01,3,Phone\n\
        2016-04-19 00:00,1,Web\n";
    let h = history("", format!("opened,priority,channel\n{rows}").as_bytes()).unwrap();
    let f = measure(&h, date(2016, 4, 11), date(2016, 4, 18));
    assert_eq!((f.tickets, f.days, f.weekday_days), (8, 8, [2, 1, 1, 1, 1, 1, 1]));
    // Mondays 3 on average, Tuesdays 2, in all 5 a week; a mean weekday has 1.
    assert_eq!((f.tickets_per_week, f.weekday_means[0]), (5.0, Some(3.0)));
    assert_eq!(f.weekday_factors, [3.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0].map(Some));
    let profile = f.profile.as_ref().unwrap();
    assert_eq!((profile.day(0), profile.weights()[8], profile.weights()[9]), (0.6, 0.5, 0.1));
    let lines: Vec<String> = f.arrivals_csv().lines().map(String::from).collect();
    assert_eq!((lines.len(), lines[0].as_str()), (25, "hour,mon,tue,wed,thu,fri,sat,sun"));
    assert_eq!(lines[9], "8,50.0000,40.0000,0.0000,0.0000,0.0000,0.0000,0.0000");
    assert_eq!(lines[10], "9,10.0000,0.0000,0.0000,0.0000,0.0000,0.0000,0.0000");
    assert_eq!(f.priority_mix().unwrap(), "14.29/14.28/71.43");
    assert_eq!(f.channels_csv(), "channel,tickets,percent\nPhone,6,85.71\nMail,1,14.29\n");
    // Mondays 4 and 2: squares 2, over the mean of 3, on one degree of freedom.
    let factor = f.day_factor.unwrap();
    assert!((factor.variance_over_mean - 2.0 / 3.0).abs() < 1e-12 && factor.cv == 0.0);
    assert_eq!(f.settings_csv(), "setting,value\ntickets_per_week,5.0\nday_factor_cv,0.000\n");
    assert_eq!(f.cautions().len(), 2, "{:?}", f.cautions());
    let nothing = measure(&h, date(2016, 4, 18), date(2016, 4, 11));
    assert_eq!((nothing.tickets, nothing.days, nothing.tickets_per_week), (0, 0, 0.0));
    assert!(nothing.profile.is_none() && nothing.day_factor.is_none());
    assert_eq!(nothing.arrivals_csv().lines().count(), 1);
    let before = measure(&h, date(2015, 1, 1), date(2015, 12, 31));
    assert_eq!((before.tickets, before.days), (0, 365));
}

/// The incidents of a real ServiceNow desk, where they are at hand: *Incident management process enriched event log*, UCI
/// Machine Learning Repository, data set 498 (C. Amaral, M. Fantinato, S. Peres, 2018), CC BY 4.0.
#[test]
fn a_real_log_gives_its_published_figures() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/servicenow/incidents.csv.gz");
    if !std::path::Path::new(path).exists() {
        // Straight to standard error: what a passing test prints is not shown.
        let _ = writeln!(std::io::stderr(), "skipped: a_real_log_gives_its_published_figures (the log is not at hand)");
        return;
    }
    let h = read(path, &Mapping::default(), &[], 5).unwrap();
    assert_eq!((h.tickets.len(), h.rows, h.collapsed), (21_778, 21_778, 0));
    let f = measure(&h, date(2016, 4, 11), date(2016, 5, 17));
    println!("{} tickets, {} days, {} a week", f.tickets, f.days, f.tickets_per_week);
    println!("weekdays {:.4?}\n{:.4?}", f.weekday_factors, f.day_factor);
    println!("{:?}\n{}\n{}", f.priorities, f.priority_csv(), f.channels_csv());
    println!("{}\n{}\n{:?}", f.settings_csv(), f.arrivals_csv(), f.cautions());
    // Tiradentes, a holiday, and the Friday after it: alone they make most of the spread.
    let holiday = [date(2016, 4, 21), date(2016, 4, 22)];
    assert_eq!(f.left_out.iter().map(|d| d.0).collect::<Vec<_>>(), holiday);
    // The values were computed by a separate program from the daily counts.
    for (left_out, variance_over_mean, cv) in
        [(&holiday[..], 3.606_054, 0.082_917), (&holiday[..1], 11.590_294, 0.182_174), (&[], 24.242_192, 0.272_282)]
    {
        let f = measure_but(&h, f.from, f.to, left_out);
        let factor = f.day_factor.unwrap();
        println!("without {left_out:?}: {factor:.4?}, Monday {:.3}", f.weekday_factors[0].unwrap());
        assert!((factor.variance_over_mean - variance_over_mean).abs() < 1e-6);
        assert!((factor.cv - cv).abs() < 1e-6);
        assert!((f.weekday_factors[0].unwrap() - 1.13).abs() < 0.06);
    }
    // Published, of the whole log to the end of May: 0.13 to 0.16 (ends of the interval 0.054 and 0.133).
    assert!(f.day_factor.unwrap().high > 0.13);
    assert!((f.profile.unwrap().weights().iter().sum::<f64>() - 1.0).abs() < 1e-9);
}
