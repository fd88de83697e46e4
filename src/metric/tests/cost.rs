use super::{near, told};
use crate::metric::Selection;

/// $10 an hour is $25 with a fifth of compensation in benefits and half of the cost in overhead; overtime counts twice.
const DESK: &str = "setting,value\npreset,none\ndays,1\ntravel_minutes,15\nbenefits_percent,20\noverhead_percent,50\n\
                    overtime_factor,2\ntravel_cost_per_visit,7\n";
const TICKETS: &str = "kind,hands_percent,work_mean_minutes,work_law\nhardware,100,60,fixed\n";
const ROLES: &str = "role,salary_per_year\nsolo,20800\n";
const SCOPES: &str = "role,kind,scope\nsolo,hardware,primary\n";

/// One person is paid for two hours. The first visit takes 09:00 to 10:30, the second 10:40 to 12:10.
#[test]
fn a_morning_of_two_visits_costs_what_it_costs() {
    let team = "group,role,agents,shift,shift_end\nsolo,solo,1,Mon-Fri 09:00-11:00,finish\n";
    let tables = [
        ("desk.csv", DESK),
        ("tickets.csv", TICKETS),
        ("roles.csv", ROLES),
        ("scopes.csv", SCOPES),
        ("team.csv", team),
    ];
    let told = told(&tables, "number,opened_at\nT1,2024-05-06 09:00\nT2,2024-05-06 10:40\n");
    // Minutes: 60 + 5 of paid work and 55 of overtime; 30 + 15 of paid travel and 15 of overtime; 10 idle.
    let (minute, visits) = (25.0 / 60.0, 2.0 * 7.0);
    let work = minute * (65.0 + 2.0 * 55.0);
    let travel = minute * (45.0 + 2.0 * 15.0) + visits;
    let idle = minute * 10.0;
    assert!(near(told.value("work_cost_ticket"), work / 2.0));
    assert!(near(told.value("travel_cost_ticket"), travel / 2.0));
    assert!(near(told.value("idle_cost_ticket"), idle / 2.0));
    // The whole, reckoned from what is paid instead of from what is done: 120 minutes and 70 of overtime.
    let whole = minute * (120.0 + 2.0 * 70.0) + visits;
    assert!(near(told.value("cost_ticket"), whole / 2.0));
    assert!(near(told.value("cost_year"), whole * 7.0 * 52.0), "a day is a seventh of a week");
    assert!(near(told.of("cost_year", Selection::Role(0)), told.of("cost_year", Selection::Group(0))));
}

/// A week of two groups, nothing on top of the salaries, no overtime: the cost is the labour cost.
#[test]
fn without_anything_on_top_the_cost_is_the_labour_cost() {
    let desk = "setting,value\npreset,none\ndays,7\nshrinkage_percent,25\n";
    let team = "group,role,agents,shift,salary_per_year\nearly,solo,2,Mon-Fri 06:00-14:00,50000\n\
                late,solo,1,Mon-Sat 12:00-18:00,40000\n";
    let tables = [("desk.csv", desk), ("tickets.csv", TICKETS), ("scopes.csv", SCOPES), ("team.csv", team)];
    let told = told(&tables, "number,opened_at\nT1,2024-05-06 09:00\nT2,2024-05-07 10:40\nT3,2024-05-07 10:40\n");
    assert!(near(told.value("cost_year"), told.value("labour_cost_year")));
    assert!(near(told.value("cost_ticket"), told.value("labour_cost_ticket")));
    let parts = ["work_cost_ticket", "travel_cost_ticket", "idle_cost_ticket"].map(|part| told.value(part));
    assert!(near(parts.iter().sum(), told.value("cost_ticket")) && parts[1] == 0.0, "{parts:?}");
    let [early, late] = [0, 1].map(|g| told.of("cost_year", Selection::Group(g)));
    assert!(near(early, 2.0 * 50_000.0 * 40.0 / 40.0) && near(late, 40_000.0 * 36.0 / 40.0), "{early} {late}");
}
