//! Major incidents: something that many depend on fails, and their tickets hang on one.

use super::{KindId, Law, Priority, RoleId};
use crate::units::{Span, Time};

/// When a major incident begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Begins {
    /// Once, at this instant.
    At(Time),
    /// By chance, so many a year of 365.25 days on average, spread over week and dates as the tickets of the parent's
    /// kind; finite, 0 or more.
    PerYear(f64),
}

/// A major incident: the parent, a ticket that says what has failed; its children, those of the users who report it; and the
/// people who leave other tickets alone until the parent is resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// Unique name. Random streams go by it.
    pub name: String,
    /// When.
    pub begins: Begins,
    /// Kind of the parent.
    pub kind: KindId,
    /// Priority of the parent.
    pub priority: Priority,
    /// Work content of the first attempt on the parent; `None`: that of its kind.
    pub work: Option<Law>,
    /// Mean number of children, a Poisson number; finite, 0 or more.
    pub children: f64,
    /// They arrive within this long from the beginning, evenly.
    pub within: Span,
    /// Kind of the children.
    pub child_kind: KindId,
    /// Work content of linking a child to the parent.
    pub child_work: Span,
    /// Who is pulled off other tickets: so many of a role, of those on duty when it begins.
    pub pulls: Vec<(RoleId, usize)>,
}
