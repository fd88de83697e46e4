use super::{near, told};
use crate::metric::{By, Figure, Selection};
use crate::model::Clock;

/// Two juniors of ten hours a week and one senior of five: 60 + 20 minutes, 30, and 30 of what the juniors escalate.
#[test]
fn work_is_spread_as_it_was_done() {
    let desk = "setting,value\npreset,none\ndays,7\n";
    let tickets = "kind,work_mean_minutes,work_law\nhardware,60,fixed\nsoftware,30,fixed\nnetwork,20,fixed\n";
    let scopes = "role,kind,scope,resolve_percent,escalates_to\njunior,hardware,primary,100,-\n\
                  junior,software,primary,0,senior\njunior,network,primary,100,-\nsenior,software,secondary,100,-\n";
    let team = "group,role,agents,shift\njuniors,junior,2,Mon-Fri 09:00-11:00\nseniors,senior,1,Mon-Fri 09:00-10:00\n";
    let roles = "role\njunior\nsenior\n";
    let tables = [
        ("desk.csv", desk),
        ("tickets.csv", tickets),
        ("roles.csv", roles),
        ("scopes.csv", scopes),
        ("team.csv", team),
    ];
    let told = told(
        &tables,
        "number,opened_at,kind\nT1,2024-05-06 09:00,hardware\nT2,2024-05-06 09:01,software\nT3,2024-05-06 10:10,network\n",
    );
    let all = Selection::All;
    let [junior, senior] = [0, 1].map(Selection::Role);
    // T3 finds the second junior idle since 09:31, the first since 10:00.
    let loads = [60.0 / 600.0, 50.0 / 600.0, 30.0 / 300.0];
    let gini = |x: &[f64]| {
        let mean = x.iter().sum::<f64>() / x.len() as f64;
        let differences: f64 = x.iter().flat_map(|a| x.iter().map(move |b| (a - b).abs())).sum();
        differences / (2.0 * (x.len() * x.len()) as f64 * mean)
    };
    assert!(near(told.of("workload_gini", all), gini(&loads)), "{}", told.of("workload_gini", all));
    assert!(near(told.of("workload_gini", junior), gini(&loads[..2])));
    assert!(near(told.of("workload_max_min", Selection::Group(0)), 60.0 / 50.0));
    assert!(near(told.of("workload_max_min", all), 60.0 / 50.0));
    for name in ["workload_gini", "workload_max_min"] {
        assert_eq!(told.figure(name, senior, Clock::Calendar), Figure::Undefined, "one alone");
    }
    let parts = Selection::parts(By::Flow, &told.model);
    assert_eq!(parts.iter().map(|part| part.name(&told.model)).collect::<Vec<_>>(), ["junior>senior"]);
    assert!(near(told.of("escalations", parts[0]), 1.0) && near(told.value("escalations"), 1.0));
}
