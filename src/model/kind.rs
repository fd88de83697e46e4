//! What a ticket is about.

use super::{Course, Law, Stream};

/// The three categories every report is split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Devices and peripherals.
    Hardware,
    /// Programs and accounts.
    Software,
    /// Connectivity, infrastructure, servers, security.
    Network,
}

impl Category {
    /// All categories, in reporting order.
    pub const ALL: [Category; 3] = [Category::Hardware, Category::Software, Category::Network];

    /// The word used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Category::Hardware => "hardware",
            Category::Software => "software",
            Category::Network => "network",
        }
    }
}

/// A kind of ticket: category and sub-kind, how often it comes and what it needs.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Unique name, `category/sub-kind`, or the category alone. Random streams go by it.
    pub name: String,
    /// Which of the three categories it is reported under.
    pub category: Category,
    /// How its tickets arrive.
    pub stream: Stream,
    /// Probability of each priority, P1 first; sums to 1.
    pub priority_mix: Vec<f64>,
    /// Probability that it needs hands on site.
    pub hands: f64,
    /// Probability that the cause is systemic, of those that need no hands.
    pub systemic: f64,
    /// Probability that an attempt is interrupted once to wait for the user.
    pub pending: f64,
    /// Length of that wait on the business clock.
    pub pending_law: Law,
    /// Share of its tickets that keep their users from working.
    pub blocking: f64,
    /// How many users such a ticket keeps from working.
    pub affected_users: f64,
    /// What an hour of waiting counts for rules of routing that weigh kinds: finite, 0 or more.
    pub weight: f64,
    /// How long a user waits in a queue before giving up; `None` waits for ever.
    pub patience: Option<Law>,
    /// Work that keeps the agent after each attempt, the ticket already out of hand; `None` for none.
    pub wrap_up: Option<Law>,
    /// How its tickets may go on.
    pub course: Course,
}
