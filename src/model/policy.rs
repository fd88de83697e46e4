//! Which routing policy a desk uses: names and parameters only; `policy` holds the rules themselves.

/// A rule picked from a catalogue, with its parameters as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChoice {
    /// Name in the catalogue, as `longest-idle`.
    pub name: String,
    /// Parameters by name, as written: `role-first(role=technician)`.
    pub parameters: Vec<(String, String)>,
}

impl RuleChoice {
    /// A rule without parameters.
    pub fn plain(name: &str) -> Self {
        RuleChoice { name: name.to_string(), parameters: Vec::new() }
    }

    /// The value of a parameter, if given.
    pub fn get(&self, parameter: &str) -> Option<&str> {
        self.parameters.iter().find(|(name, _)| name == parameter).map(|(_, value)| value.as_str())
    }
}

/// Whether a waiting ticket may be taken by a role that only has it as a secondary scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overflow {
    /// Secondary roles never take it.
    Never,
    /// Secondary roles take it only at its arrival; once it waits, it waits for a primary role.
    AtArrival,
    /// Secondary roles may take it at any time.
    Always,
}

impl Overflow {
    /// All settings with the word used in tables.
    pub const ALL: [(&'static str, Overflow); 3] =
        [("never", Overflow::Never), ("at arrival", Overflow::AtArrival), ("always", Overflow::Always)];
}

/// A routing policy: one agent rule, one ticket rule, any number of controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChoice {
    /// A ticket needs somebody: who gets it?
    pub agent_rule: RuleChoice,
    /// An agent is free: which ticket is next?
    pub ticket_rule: RuleChoice,
    /// Restrictions on both.
    pub controls: Vec<RuleChoice>,
    /// May a waiting ticket leave its primary roles?
    pub overflow: Overflow,
    /// A free agent looks at scope rank before the ticket rule's own order.
    pub rank_first: bool,
}

impl Default for PolicyChoice {
    /// Longest idle agent; highest priority, then own work, then longest wait.
    fn default() -> Self {
        PolicyChoice {
            agent_rule: RuleChoice::plain("longest-idle"),
            ticket_rule: RuleChoice::plain("priority"),
            controls: Vec::new(),
            overflow: Overflow::Always,
            rank_first: false,
        }
    }
}
