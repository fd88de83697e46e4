//! Who may work on what: role x kind.

use super::{KindId, Law, RoleId};

/// How near a kind lies to the heart of a role; primary comes before secondary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The role's own work.
    Primary,
    /// Work the role helps out with.
    Secondary,
}

impl Rank {
    /// Both ranks, the preferred one first.
    pub const ALL: [Rank; 2] = [Rank::Primary, Rank::Secondary];
}

/// Where a ticket goes that an attempt did not resolve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// The role that gets it next.
    pub role: RoleId,
    /// The kind it is worked on as from then on (usually unchanged).
    pub kind: KindId,
}

/// One cell of the scope table: a role that works on a kind.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Primary or secondary.
    pub rank: Rank,
    /// Work content of one attempt by this role.
    pub work: Law,
    /// Probability that an attempt by this role resolves the ticket. Without an escalation that could take the ticket
    /// the attempt always resolves it.
    pub resolve: f64,
    /// Where the ticket goes otherwise.
    pub escalation: Option<Escalation>,
}

/// All scopes of a desk; a missing cell means not in scope.
#[derive(Clone, Debug)]
pub struct ScopeTable {
    kinds: usize,
    cells: Vec<Option<Scope>>,
}

impl ScopeTable {
    /// A table without any scope.
    pub fn new(roles: usize, kinds: usize) -> Self {
        ScopeTable { kinds, cells: vec![None; roles * kinds] }
    }

    /// The scope of `role` on `kind`, if it has one.
    pub fn get(&self, role: RoleId, kind: KindId) -> Option<&Scope> {
        self.cells[role * self.kinds + kind].as_ref()
    }

    /// Puts a cell in place.
    pub fn set(&mut self, role: RoleId, kind: KindId, scope: Option<Scope>) {
        self.cells[role * self.kinds + kind] = scope;
    }

    /// Number of kinds in the scope of `role`.
    pub fn breadth(&self, role: RoleId) -> usize {
        self.cells[role * self.kinds..(role + 1) * self.kinds].iter().flatten().count()
    }
}
