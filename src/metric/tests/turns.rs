use super::{Told, minutes, near, told_with};
use crate::metric::Selection;
use crate::model::{Again, Clock, Limit, Model, Preemption, ShiftEnd};
use crate::units::{MINUTE, Span};

const SOLO: &str = "role,kind,scope,work_mean_minutes\nsolo,hardware,primary,60\nsolo,software,primary,10\n";
const KINDS: &str = "kind,work_law,hands_percent\nhardware,fixed,0\nsoftware,fixed,0\n";
const DESK: &str = "setting,value\npreset,none\ndays,2\npriorities,2\npriority_mix,50/50\n";

/// One person for everything, from 09:00 on.
fn solo(log: &str, change: impl Fn(&mut Model)) -> Told {
    let team = "group,role,agents,shift\nsolo,solo,1,Mon-Fri 09:00-17:00\n";
    played(DESK, KINDS, SOLO, team, log, change)
}

fn played(desk: &str, kinds: &str, scopes: &str, team: &str, log: &str, change: impl Fn(&mut Model)) -> Told {
    let tables = [("desk.csv", desk), ("tickets.csv", kinds), ("scopes.csv", scopes), ("team.csv", team)];
    told_with(&tables, log, change)
}

fn kind(model: &Model, name: &str) -> usize {
    model.kinds.iter().position(|k| k.name == name).expect("a kind")
}

fn span(minutes: i64) -> Span {
    Span(minutes * MINUTE.0)
}

/// The first is taken, the second waits, the third finds the one place taken.
#[test]
fn who_finds_no_place_counts_among_arrivals_alone() {
    let log = "number,opened_at,kind,priority\nT1,2024-05-06 09:00,hardware,1\nT2,2024-05-06 09:10,hardware,1\n\
               T3,2024-05-06 09:20,hardware,1\n";
    let told = solo(log, |model| {
        model.lifecycle.places = Some(1);
        let kind = kind(model, "hardware");
        model.kinds[kind].course.needs_place = true;
        model.targets[kind][0].resolution = Some(Limit { within: span(100), clock: Clock::Calendar });
    });
    let wanted = [
        ("blocked", 1.0 / 3.0),
        ("taken_at_once", 1.0 / 3.0),
        ("in_target", 1.0 / 2.0),
        ("abandoned", 0.0),
        ("still_open", 0.0),
        ("response_mean", 50.0 / 60.0 / 2.0),
        ("resolution_mean", (60.0 + 110.0) / 60.0 / 2.0),
    ];
    for (name, wanted) in wanted {
        assert!(near(told.value(name), wanted), "{name} {}", told.value(name));
    }
}

/// An hour's work is interrupted half way through for an hour.
#[test]
fn an_urgent_ticket_interrupts_another() {
    let log = "number,opened_at,kind,priority\nT1,2024-05-06 09:00,hardware,2\nT2,2024-05-06 09:30,hardware,1\n";
    let preemption = Some(Preemption { priorities: 1, keeps: 1.0, stays: true });
    let told = solo(log, |model| model.lifecycle.preemption = preemption);
    assert!(near(told.value("interruptions"), 1.0 / 2.0));
    assert!(near(told.of("interruptions", Selection::Priority(1)), 1.0));
    assert!(near(told.of("hours_with_agent", Selection::Priority(1)), 1.0));
    assert!(near(told.value("resolution_mean"), (60.0 + 120.0) / 60.0 / 2.0));
    // Raised in time it is as urgent as the other, which waits.
    let told = solo(log, |model| {
        model.lifecycle.preemption = preemption;
        model.lifecycle.raised_after = vec![None, Some(span(20))];
    });
    assert!(near(told.value("raised"), 1.0 / 2.0) && near(told.of("raised", Selection::Priority(1)), 1.0));
    assert!(near(told.value("interruptions"), 0.0) && near(told.value("hours_all_busy"), 0.5 / 2.0));
}

/// Hardware goes through four hands, with five minutes lost each time: 30 + 25 + 25 + 20 minutes of work.
#[test]
fn a_ticket_goes_from_hand_to_hand() {
    let team = "group,role,agents,shift\na,solo,1,Mon 09:00-09:30\nb,solo,1,Mon 09:30-10:00\nc,solo,1,Mon 10:00-10:30\n\
                d,solo,1,Mon 10:30-11:30\n";
    let scopes = "role,kind,scope,work_mean_minutes\nsolo,hardware,primary,100\nsolo,software,primary,10\n";
    let log = "number,opened_at,kind,priority\nT1,2024-05-06 09:00,hardware,1\nT2,2024-05-06 11:00,software,1\n";
    let told = played(DESK, KINDS, scopes, team, log, |model| {
        model.lifecycle.handover = span(5);
        model.groups.iter_mut().for_each(|group| group.shift_end = ShiftEnd::HandOver);
    });
    let wanted = [
        ("hand_overs", 3.0 / 2.0),
        ("reassigned", 1.0 / 2.0),
        ("ping_pong", 1.0 / 2.0),
        ("interruptions", 3.0 / 2.0),
        ("hours_hand_over", 15.0 / 60.0 / 2.0),
        ("hours_work", 110.0 / 60.0 / 2.0),
        ("resolution_mean", 125.0 / 60.0 / 2.0),
    ];
    for (name, wanted) in wanted {
        assert!(near(told.value(name), wanted), "{name} {}", told.value(name));
    }
}

/// Hardware is taken for software: the junior finds out in half of what software takes, and the senior does it.
#[test]
fn misrouting_costs_an_attempt() {
    let scopes = "role,kind,scope,work_mean_minutes\njunior,software,primary,30\nsenior,hardware,primary,60\n";
    let team = "group,role,agents,shift\njuniors,junior,1,Mon 09:00-17:00\nseniors,senior,1,Mon 09:00-17:00\n";
    let log = "number,opened_at,kind,priority\nT1,2024-05-06 09:00,hardware,1\nT2,2024-05-06 11:00,software,1\n";
    let told = played(DESK, KINDS, scopes, team, log, |model| {
        let (hardware, software) = (kind(model, "hardware"), kind(model, "software"));
        model.lifecycle.triage_share = 0.5;
        let mut taken_for = vec![0.0; model.kinds.len()];
        taken_for[software] = 1.0;
        model.kinds[hardware].course.taken_for = taken_for;
    });
    assert!(near(told.value("misrouted"), 1.0 / 3.0) && near(told.value("afar_in_vain"), 0.0));
    let of_kind = |name: &str| told.of("misrouted", Selection::Kind(kind(&told.model, name)));
    assert!(near(of_kind("hardware"), 1.0 / 2.0) && near(of_kind("software"), 0.0));
    let role = |name: &str| told.model.roles.iter().position(|r| r.name == name).map(Selection::Role).expect("a role");
    assert!(near(told.of("misrouted", role("junior")), 1.0 / 2.0) && near(told.of("misrouted", role("senior")), 0.0));
    assert!(near(told.value("resolution_mean"), (75.0 + 30.0) / 60.0 / 2.0));
}

/// Half an hour from afar in vain, ten minutes on the way, an hour there.
#[test]
fn trying_from_afar_costs_an_attempt() {
    let desk = format!("{DESK}travel_minutes,10\n");
    let kinds = KINDS.replace("hardware,fixed,0", "hardware,fixed,100");
    let team = "group,role,agents,shift\nsolo,solo,1,Mon 09:00-17:00\n";
    let log = "number,opened_at,kind,priority\nT1,2024-05-06 09:00,hardware,1\n";
    let told = played(&desk, &kinds, SOLO, team, log, |model| model.lifecycle.remote_first = Some(0.5));
    assert!(near(told.value("afar_in_vain"), 1.0 / 2.0) && near(told.value("misrouted"), 0.0));
    assert!(near(told.value("hours_travel"), 10.0 / 60.0) && near(told.value("resolution_mean"), 100.0 / 60.0));
}

/// Software, ten minutes an attempt, one every hour from midnight on, and always somebody for it.
fn often(change: impl Fn(&mut Model)) -> Told {
    let hours = (0..48).map(|hour| format!("T{hour},2024-05-0{} {:02}:00,software,1\n", 6 + hour / 24, hour % 24));
    let log = format!("number,opened_at,kind,priority\n{}", hours.collect::<String>());
    played(DESK, KINDS, SOLO, "group,role,agents,shift\nsolo,solo,20,always\n", &log, change)
}

/// Every visit is another attempt, half an hour later.
#[test]
fn visits_pause_the_clock_where_the_desk_says_so() {
    let revisits = |pauses: bool| {
        often(|model| {
            let course = &mut model.kinds[1].course;
            course.revisit = Some(Again { chance: 0.5, after: minutes(30.0) });
            course.revisit_pauses = pauses;
        })
    };
    for pauses in [true, false] {
        let told = revisits(pauses);
        let visits = told.value("visits");
        assert!(visits > 0.5 && near(told.value("hours_pending_visit"), visits * 0.5), "{visits}");
        assert!(near(told.value("resolution_mean"), (10.0 + visits * 40.0) / 60.0));
        let on = |clock| told.figure("resolution_mean", Selection::All, clock).known().expect("a mean").value;
        let paused = on(Clock::Business) - on(Clock::BusinessLessPauses);
        assert!(near(paused, if pauses { visits * 0.5 } else { 0.0 }), "{paused}");
        assert!(near(told.value("waiting_for_user"), paused / on(Clock::Business)));
        assert!(near(told.value("reopened"), 0.0));
    }
}

/// Every reopening is another attempt, an hour later.
#[test]
fn a_reopened_ticket_was_resolved_before() {
    let told = often(|model| {
        model.kinds[1].course.reopened = Some(Again { chance: 0.5, after: minutes(60.0) });
    });
    let reopenings = told.value("hours_resolved_in_error");
    assert!(near(told.value("resolution_mean"), (10.0 + reopenings * 70.0) / 60.0));
    assert!(near(told.value("hours_work"), (10.0 + reopenings * 10.0) / 60.0));
    let reopened = told.value("reopened");
    assert!(reopened > 0.2 && reopened < reopenings && near(reopened, 1.0 - told.value("first_attempt_resolved")));
    for clock in Clock::ALL {
        let first = told.figure("first_resolution_mean", Selection::All, clock).known().expect("a mean").value;
        assert!(near(first, 10.0 / 60.0), "{first}");
    }
    assert!(near(told.of("first_resolution_mean", Selection::Role(0)), 10.0 / 60.0));
}
