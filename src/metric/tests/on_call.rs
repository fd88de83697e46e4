use super::{near, told};
use crate::metric::Selection;

const DESK: &str = "setting,value\npreset,none\npriorities,2\npriority_mix,50/50\ndays,2\nshift_end,suspend\n\
                    benefits_percent,20\noverhead_percent,50\novertime_factor,2\ncall_out_factor,3\n\
                    cost_per_call_out,11\non_call_pay_per_hour,2\n";
const TEAM: &str = "group,role,agents,shift,on_call,call_out_delay_minutes\n\
                    solo,solo,1,Mon-Fri 08:00-16:00,Mon-Sun 12:00-09:00,20\n";
const LOG: &str = "number,opened_at,priority\nT1,2024-05-06 15:30,P2\nT2,2024-05-06 17:00,P2\n\
                   T3,2024-05-06 20:00,P1\nT4,2024-05-06 21:00,P1\nT5,2024-05-07 07:30,P1\n";

/// T1 is begun at 15:30, rests from 16:00 on and is done at 09:20 after T5; T2 waits for the morning, until 09:20. T3 is called
/// for at 20:00, worked on from 20:20 to 21:20; T4 waits until then and is done at 22:40. T5 is called for at 07:30, begun at
/// 07:50, and from 08:00 on is work as any other, until 08:50.
#[test]
fn a_night_on_call_is_what_it_is() {
    let tables = [
        ("desk.csv", DESK),
        ("tickets.csv", "kind,work_mean_minutes,work_law\nhardware,60,fixed\n"),
        ("roles.csv", "role,salary_per_year\nsolo,20800\n"),
        ("scopes.csv", "role,kind,scope\nsolo,hardware,primary\n"),
        ("team.csv", TEAM),
    ];
    let told = told(&tables, LOG);
    let weeks = 2.0 / 7.0;
    let a_week = |name: &str| told.value(name) * weeks;
    assert!(near(a_week("call_outs"), 3.0));
    assert!(near(a_week("call_out_hours"), (80.0 + 80.0 + 30.0) / 60.0), "{}", a_week("call_out_hours"));
    // 00:00 to 08:00 and 16:00 to 24:00 on two days: 09:00 and 12:00 lie in the shift.
    assert!(near(a_week("on_call_hours"), 32.0));
    assert_eq!(told.value("overtime"), 0.0);
    // In the shift: T1 30 + 30, T5 50, T2 60 minutes.
    assert!(near(told.value("utilisation"), 170.0 / 60.0 / 16.0));
    assert!(near(told.value("touch_time"), 60.0), "getting to work is no work on tickets");
    let of = |priority| Selection::Priority(priority);
    assert!(
        near(told.of("hours_travel", of(0)), 1.0 / 3.0) && near(told.of("hours_nobody_on_duty", of(0)), 20.0 / 180.0)
    );
    assert!(near(told.of("resolution_mean", of(0)), (80.0 + 100.0 + 80.0) / 180.0));
    assert!(near(told.of("response_mean", of(0)), 20.0 / 180.0), "the call is the response");
    assert!(near(told.of("hours_with_agent", of(1)), (16.0 * 60.0 + 50.0) / 120.0));
    let on_call = 32.0 * 2.0 + 3.0 * 11.0 + 25.0 * 3.0 * 190.0 / 60.0;
    assert!(near(told.value("on_call_cost_year"), on_call / weeks * 52.0));
    assert!(near(told.value("on_call_cost_ticket"), on_call / 5.0));
    let parts = ["work_cost_ticket", "travel_cost_ticket", "idle_cost_ticket", "on_call_cost_ticket"];
    assert!(near(parts.iter().map(|part| told.value(part)).sum(), told.value("cost_ticket")));
    assert!(near(told.value("cost_ticket"), (16.0 * 25.0 + on_call) / 5.0));
}
