use super::{near, told};
use crate::metric::Selection;

const SCOPES: &str = "role,kind,scope,work_mean_minutes\n\
                      junior,hardware,primary,30\nsenior,hardware,secondary,10\n\
                      junior,software,secondary,90\nsenior,software,primary,60\n\
                      junior,network,primary,45\nsenior,network,primary,40\n";

/// Two people are there for a minute on Sundays and get nothing done: what is open after 33 days is all that came.
#[test]
fn the_backlog_is_counted_by_age_and_by_the_work_in_it() {
    let desk = "setting,value\npreset,none\ndays,33\ndrain_weeks,1\n";
    let roles = "role\njunior\nsenior\n";
    let team = "group,role,agents,shift\njuniors,junior,1,Sun 23:00-23:01\nseniors,senior,1,Sun 23:00-23:01\n";
    let tickets = "kind,work_law\nhardware,fixed\nsoftware,fixed\nnetwork,fixed\n";
    let tables = [
        ("desk.csv", desk),
        ("tickets.csv", tickets),
        ("roles.csv", roles),
        ("scopes.csv", SCOPES),
        ("team.csv", team),
    ];
    // The window is Monday 2024-05-13 to the end of 2024-06-14. Each age but the first is at a border.
    let log = "number,opened_at,kind\n\
               T1,2024-05-15 23:59,hardware\nT2,2024-05-16 00:00,hardware\nT3,2024-06-04 23:59,software\n\
               T4,2024-06-05 00:00,software\nT5,2024-06-09 23:59,network\nT6,2024-06-10 00:00,network\n\
               T7,2024-06-14 12:00,network\n";
    let told = told(&tables, log);
    let brackets = ["backlog_age_to_5", "backlog_age_to_10", "backlog_age_to_30", "backlog_age_over_30"];
    assert_eq!(brackets.map(|name| told.value(name)), [2.0, 2.0, 2.0, 1.0]);
    assert!(near(told.value("backlog_end"), 7.0));
    let kind = |name: &str| Selection::Kind(told.model.kinds.iter().position(|k| k.name == name).expect("a kind"));
    assert_eq!(brackets.map(|name| told.of(name, kind("network"))), [2.0, 1.0, 0.0, 0.0]);
    // Own work counts before helping out, the quicker of two whose own it is.
    let minutes = 2.0 * 30.0 + 2.0 * 60.0 + 3.0 * 40.0;
    assert!(near(told.value("backlog_hours"), minutes / 60.0), "{}", told.value("backlog_hours"));
    assert!(near(told.of("backlog_hours", kind("software")), 2.0));
    // Two people for a minute on each of four Sundays.
    let a_day = 2.0 * 4.0 / 60.0 / 33.0;
    assert!(near(told.value("days_to_clear"), minutes / 60.0 / a_day), "{}", told.value("days_to_clear"));
}
