use super::{minutes, near, told_with};
use crate::metric::{HOURS, Selection};

const DESK: &str = "setting,value\npreset,none\ndays,2\nwork_before_pending_percent,50\n";
const TICKETS: &str = "kind,work_law,pending_percent\n\
                       hardware,fixed,0\nsoftware,fixed,0\nnetwork,fixed,100\n";
const SCOPES: &str = "role,kind,scope,work_mean_minutes\nsenior,hardware,primary,60\njunior,software,primary,30\n\
                      senior,software,secondary,30\njunior,network,primary,40\n";
const TEAM: &str =
    "group,role,agents,shift\njuniors,junior,1,Mon-Fri 09:00-17:00\nseniors,senior,1,Mon-Fri 09:00-17:00\n";

/// T1 finds nobody until 09:00 and has the junior to 09:30. T2 has the senior from 09:05 to 10:05. T3 waits from 09:10 to
/// 09:30 while the junior does software, which the senior may do too; T4 likewise from 09:40 to 10:00. T5 waits for the
/// senior, busy with hardware, from 09:50 to 10:05. T6 has the junior from 10:40, waits for its user from 11:00 to 11:15.
/// T7 has the senior from 16:30, rests over night and is done at 09:30.
#[test]
fn every_minute_of_a_ticket_is_in_one_state() {
    let tables = [
        ("desk.csv", DESK),
        ("tickets.csv", TICKETS),
        ("roles.csv", "role\njunior\nsenior\n"),
        ("scopes.csv", SCOPES),
        ("team.csv", TEAM),
    ];
    let log = "number,opened_at,kind\n\
               T1,2024-05-06 08:00,software\nT2,2024-05-06 09:05,hardware\nT3,2024-05-06 09:10,software\n\
               T4,2024-05-06 09:40,software\nT5,2024-05-06 09:50,hardware\nT6,2024-05-06 10:40,network\n\
               T7,2024-05-06 16:30,hardware\n";
    let told = told_with(&tables, log, |model| {
        model.kinds.iter_mut().for_each(|kind| kind.pending_law = minutes(15.0));
    });
    let hours = |part| HOURS.map(|(name, _)| told.of(name, part));
    let wanted = |minutes: [f64; 12], tickets: f64| minutes.map(|m| m / 60.0 / tickets);
    let check = |part: Selection, wanted: [f64; 12]| {
        let found = hours(part);
        assert!(found.iter().zip(wanted).all(|(f, w)| near(*f, w)), "{part:?}: {found:?} against {wanted:?}");
        assert!(near(found.iter().sum(), told.of("resolution_mean", part)), "{part:?}");
    };
    let night = 16.0 * 60.0;
    check(Selection::All, wanted([310.0, 0.0, 0.0, 15.0, 0.0, night, 60.0, 0.0, 15.0, 40.0, 0.0, 0.0], 7.0));
    let [junior, senior] = [0, 1].map(Selection::Role);
    check(junior, wanted([130.0, 0.0, 0.0, 15.0, 0.0, 0.0, 60.0, 0.0, 0.0, 40.0, 0.0, 0.0], 4.0));
    check(senior, wanted([180.0, 0.0, 0.0, 0.0, 0.0, night, 0.0, 0.0, 15.0, 0.0, 0.0, 0.0], 3.0));
    check(Selection::Priority(0), hours(Selection::All));
}
