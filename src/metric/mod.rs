//! What is measured: the catalogue of metrics, and the record of a replication they are read from.
//!
//! A metric is one entry: name, definition, unit, the splits it makes sense for, and how it is read off an [`Outcome`]:
//! as a ratio of sums over replications, or as a quantile of all measured tickets. Everything a report prints and a
//! table exports is an entry of [`CATALOGUE`].

mod backlog;
mod catalogue;
mod check;
mod cost;
mod course;
mod distribution;
mod efficiency;
mod fairness;
mod flow;
mod hours;
mod incident;
mod outcome;
mod paid;
mod record;
mod resolution;
mod response;
mod selection;
mod spent;
mod summary;
mod target;
mod turns;
mod user;
mod wait;
mod workload;

#[cfg(test)]
mod tests;

pub use catalogue::{Better, Measure, Metric, Unit};
pub use course::{Course, HOURS_OF_WEEK, HourOfWeek, course, weekly_open};
pub use distribution::resolution as resolution_distribution;
pub use hours::HOURS;
pub use incident::Incidents;
pub use outcome::{AgentTimes, Cell, Clocks, Outcome, Snapshot};
pub use paid::PAID;
pub use record::Record;
pub use selection::{By, Selection};
pub use spent::Spent;
pub use summary::{Figure, Row, estimate, rows, series, sums};
pub use turns::Turns;

/// Every metric, in reporting order.
pub static CATALOGUE: &[Metric] = &[
    resolution::MEAN,
    resolution::MEDIAN,
    resolution::P90,
    resolution::P95,
    resolution::P99,
    hours::WORK,
    hours::TRAVEL,
    hours::HAND_OVER,
    hours::PENDING_USER,
    hours::PENDING_VISIT,
    hours::WITH_AGENT,
    hours::NOBODY_ON_DUTY,
    hours::HELD_BACK,
    hours::ALL_BUSY,
    hours::ALL_BUSY_HELPING,
    hours::RESOLVED_IN_ERROR,
    hours::WITH_ITS_INCIDENT,
    response::MEAN,
    response::MEDIAN,
    response::P90,
    response::P95,
    wait::MEAN,
    wait::VARIANCE,
    wait::SHARE,
    wait::AT_ONCE,
    target::RESOLUTION,
    target::RESPONSE,
    target::SERVICE_LEVEL,
    flow::ARRIVED,
    flow::TOUCHED,
    flow::THROUGHPUT,
    flow::ESCALATED,
    flow::BETWEEN_ROLES,
    flow::ABANDONED,
    flow::OPEN_AT_END,
    turns::BLOCKED,
    turns::REASSIGNED,
    turns::HAND_OVERS,
    turns::PING_PONG,
    turns::REOPENED,
    turns::FIRST_RESOLUTION,
    turns::MISROUTED,
    turns::AFAR_IN_VAIN,
    turns::VISITS,
    turns::INTERRUPTIONS,
    turns::RAISED,
    incident::BEGUN,
    incident::LASTED,
    incident::SETTLED,
    incident::CLOSED_WITH_PARENT,
    incident::PULLED,
    incident::OTHERS,
    backlog::AVERAGE,
    backlog::VARIANCE,
    backlog::QUEUE,
    backlog::AT_END,
    backlog::AGE_TO_5,
    backlog::AGE_TO_10,
    backlog::AGE_TO_30,
    backlog::AGE_OVER_30,
    backlog::WORK_HOURS,
    backlog::DAYS,
    workload::UTILISATION,
    workload::OCCUPANCY,
    workload::OCCUPANCY_WITH_OVERTIME,
    workload::HANDLED,
    workload::OVERTIME,
    workload::CALL_OUTS,
    workload::CALL_OUT_HOURS,
    workload::ON_CALL_HOURS,
    workload::TRAVEL,
    workload::WRAP_UP,
    paid::WORK,
    paid::TRAVEL,
    paid::AWAY,
    paid::IDLE,
    fairness::GINI,
    fairness::MAX_MIN,
    cost::A_YEAR,
    cost::PER_TICKET,
    cost::LOADED_YEAR,
    cost::LOADED_TICKET,
    cost::WORK_TICKET,
    cost::TRAVEL_TICKET,
    cost::IDLE_TICKET,
    cost::ON_CALL_TICKET,
    cost::ON_CALL_YEAR,
    user::HOURS_LOST,
    user::FIRST_CONTACT,
    user::FIRST_ATTEMPT,
    user::WAITING_FOR_USER,
    efficiency::REPAIR,
    efficiency::TOUCH,
    efficiency::PER_AGENT_DAY,
    efficiency::LOWER_ROLE,
];

/// The metric of this name.
pub fn metric(name: &str) -> Option<&'static Metric> {
    CATALOGUE.iter().find(|m| m.name == name)
}
