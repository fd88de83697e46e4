use super::{Told, near, told};
use crate::metric::{Figure, Selection};
use crate::model::Clock;

/// Two roles, the dearer one able to do everything; the cheaper one never resolves `software`, nor does systemic work.
fn two_roles() -> Told {
    let desk = "setting,value\npreset,none\ndays,7\nbusiness_hours,Mon-Fri 09:00-17:00\ntravel_minutes,5\n";
    let tickets = "kind,hands_percent,systemic_percent,pending_percent,blocking_percent,affected_users,wrap_up_mean_minutes,wrap_up_law,work_law\n\
                   hardware,100,0,0,50,1,0,fixed,fixed\n\
                   software,0,0,0,25,8,6,fixed,fixed\n\
                   network,0,100,100,0,1,0,fixed,fixed\n";
    let roles = "role,salary_per_year,systemic\njunior,20800,no\nsenior,41600,yes\n";
    let scopes = "role,kind,scope,work_mean_minutes,resolve_percent,escalates_to\n\
                  junior,hardware,secondary,30,100,-\njunior,software,primary,20,0,senior\njunior,network,primary,20,100,-\n\
                  senior,hardware,primary,40,100,-\nsenior,software,secondary,60,100,-\nsenior,network,secondary,50,100,-\n";
    let team = "group,role,agents,shift\njuniors,junior,1,Mon-Fri 09:00-17:00\nseniors,senior,1,Mon-Fri 09:00-17:00\n";
    let tables = [
        ("desk.csv", desk),
        ("tickets.csv", tickets),
        ("roles.csv", roles),
        ("scopes.csv", scopes),
        ("team.csv", team),
    ];
    told(
        &tables,
        "number,opened_at,kind\nT1,2024-05-06 10:00,hardware\nT2,2024-05-06 11:00,software\n\
         T3,2024-05-06 16:50,hardware\nT4,2024-05-07 12:00,network\n",
    )
}

/// T1: the senior goes, 10:00 to 10:50, resolved at 10:45. T2: the junior from 11:00 to 11:20, in vain, the senior to
/// 12:20. T3: the senior from 16:50, resolved at 09:35 the next morning. T4: the senior works 25 minutes, waits for the
/// user, and works 25 more.
#[test]
fn the_user_side_is_what_users_lose() {
    let told = two_roles();
    let blocked = 0.5 * (45.0 + 45.0) + 0.25 * 8.0 * 80.0;
    assert!(near(told.value("user_hours_lost"), blocked / 60.0), "{}", told.value("user_hours_lost"));
    let kind = |name: &str| Selection::Kind(told.model.kinds.iter().position(|k| k.name == name).expect("a kind"));
    assert!(near(told.of("user_hours_lost", kind("software")), 0.25 * 8.0 * 80.0 / 60.0));
    assert!(near(told.value("first_contact_resolved"), 2.0 / 4.0), "T1 and T3");
    assert!(near(told.value("first_attempt_resolved"), 3.0 / 4.0), "all but T2");
    assert!(near(told.value("reassigned"), 1.0 / 4.0), "T2");
    assert!(near(told.of("first_contact_resolved", kind("network")), 0.0));
    // Only T4 waits for its user; both times are known from the clocks themselves.
    let hours = |clock| {
        let all = told.outcome.sum(|_, _, _| true);
        all.resolution[crate::metric::Clocks::of(&told.model).at(clock)].sum as f64 / 3.6e9
    };
    let waited = hours(Clock::Business) - (45.0 + 80.0 + 45.0 + 50.0) / 60.0;
    assert!(waited > 0.0 && near(told.value("waiting_for_user"), waited / hours(Clock::Business)));
}

#[test]
fn the_work_side_is_what_comes_of_the_time() {
    let told = two_roles();
    // Work 40, 20 in vain, 60, 40 and 50 minutes; four ways of 5; wrapping up twice for 6.
    let (resolving, work) = (190.0, 210.0);
    let handled = work + 20.0 + 12.0;
    assert!(near(told.value("repair_efficiency"), resolving / handled), "{}", told.value("repair_efficiency"));
    assert!(near(told.value("touch_time"), work / 4.0));
    assert!(near(told.value("tickets_per_agent_day"), 4.0 / 10.0), "five days of two people");
    let [junior, senior] = [0, 1].map(Selection::Role);
    assert!(near(told.of("tickets_per_agent_day", senior), 4.0 / 5.0));
    // Of the senior's four attempts the junior could have made the two of hardware: software it had tried, and
    // network was systemic.
    assert!(near(told.of("lower_role_capable", senior), 2.0 / 4.0));
    assert!(near(told.value("lower_role_capable"), 2.0 / 4.0), "of the dearer roles' attempts only");
    assert_eq!(told.figure("lower_role_capable", junior, Clock::Calendar), Figure::Undefined);
    assert!(near(told.value("occupancy_with_overtime"), told.value("occupancy")), "nobody works overtime");
}

/// One person on duty for two hours works from 09:30 to 12:30.
#[test]
fn finishing_after_hours_is_in_both_terms_of_the_occupancy() {
    let team = "group,role,agents,shift,shift_end\nsolo,solo,1,Mon 09:00-11:00,finish\n";
    let tables = [
        ("desk.csv", "setting,value\npreset,none\ndays,1\n"),
        ("tickets.csv", "kind,work_mean_minutes,work_law\nhardware,180,fixed\n"),
        ("scopes.csv", "role,kind,scope\nsolo,hardware,primary\n"),
        ("team.csv", team),
    ];
    let told = told(&tables, "number,opened_at\nT1,2024-05-06 09:30\n");
    assert!(near(told.value("occupancy"), 1.5 / 2.0));
    assert!(near(told.value("occupancy_with_overtime"), 3.0 / 3.5));
}

/// Three tickets of two hours for one person on duty for three hours: 09:00 is done at 11:00, the others never are.
#[test]
fn what_users_lose_is_a_lower_bound_while_tickets_are_open() {
    let tables = [
        ("desk.csv", "setting,value\npreset,none\ndays,1\nmode,terminating\ndrain_weeks,1\n"),
        ("tickets.csv", "kind,work_mean_minutes,work_law,blocking_percent\nhardware,120,fixed,100\n"),
        ("scopes.csv", "role,kind,scope\nsolo,hardware,primary\n"),
        ("team.csv", "group,role,agents,shift\nsolo,solo,1,Mon 09:00-11:30\n"),
    ];
    let told = told(&tables, "number,opened_at\nT1,2024-05-06 09:00\nT2,2024-05-06 09:00\nT3,2024-05-06 09:00\n");
    let Figure::AtLeast(hours) = told.figure("user_hours_lost", Selection::All, Clock::Calendar) else {
        panic!("a lower bound")
    };
    // A week after the window's end, Tuesday 00:00, nobody has come back to the second but for half an hour more.
    let done = 2.0;
    let second = 7.0 * 24.0 + 0.5 + 1.0;
    let third = 8.0 * 24.0 - 9.0;
    assert!(hours <= 7.0 * (done + second + third) && hours > 0.9 * 7.0 * (done + second + third), "{hours}");
}
